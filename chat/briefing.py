"""What an agent has to know before the first word, put together from data; nothing is made up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sales.catalogue import Product, ProductKind
from sales.conversation import Author, Handoff, Order, Standing, StoredOffer
from sales.customer import Customer
from sales.errors import NotFoundError
from sales.handoff.ports import Note
from sales.handoff.quote import Quote
from sales.handoff.solution import Choice, Solution, suggest, wish_of
from sales.handoff.wants import wanted
from sales.kept import TimelineEntry
from sales.ports import Query, Store
from sales.tastes import Taste, guessed

FACTS = ("what", "how many", "budget", "when", "place", "contact")
"""What an agent asks for first; where one is not known the brief says so."""
_ORDERS, _FOUND = 5, 8
# A found product's score from which on it is what the words name, and not only mentions them.
_SURE = 0.78


@dataclass(frozen=True)
class Brief:
    """What the agent has to know; `customer` is None where nobody is known, `solution` where nothing fits."""

    handoff: Handoff
    standing: Standing
    customer: Customer | None
    summary: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    orders: tuple[Order, ...] = ()
    timeline: tuple[TimelineEntry, ...] = ()
    offers: tuple[StoredOffer, ...] = ()
    quotes: tuple[Quote, ...] = ()
    notes: tuple[Note, ...] = ()
    solution: Solution | None = None
    likes: tuple[Taste, ...] = ()


class Briefing:
    """Reads briefs; all calls are synchronous."""

    def __init__(self, store: Store, needs: Mapping[str, str]) -> None:
        self._store = store
        self._needs = needs

    def of(self, handoff_id: str) -> Brief:
        """The handoff's brief, or `NotFoundError`."""
        store, handoff = self._store, self._store.handoffs.get(handoff_id)
        talk_id = handoff.conversation_id
        standing = store.turns.standing(talk_id)
        customer = self._customer(standing.conversation.customer_id)
        offers = tuple(store.overview.offers(talk_id))
        return Brief(
            handoff=handoff,
            standing=standing,
            customer=customer,
            summary=tuple(self._summary(handoff, standing, offers)),
            missing=tuple(fact for fact in FACTS if not self._known(fact, handoff, standing, customer)),
            orders=self._orders(standing),
            timeline=tuple(store.timelines.of_conversation(talk_id)),
            offers=offers,
            quotes=tuple(store.quotes.of_conversation(talk_id)),
            notes=tuple(store.desk.notes(talk_id)),
            solution=self._solution(handoff, standing),
            likes=(*store.preferences.stated(talk_id), *guessed(store, standing.conversation.customer_id)),
        )

    def _summary(self, handoff: Handoff, standing: Standing, offers: Sequence[StoredOffer]) -> list[str]:
        """A few lines of counts and the customer's own latest words."""
        said = [
            one.text
            for one in self._store.turns.latest(handoff.conversation_id, limit=40)
            if one.author is Author.CUSTOMER and _has_words(one.text, handoff, standing.conversation.need)
        ]
        cases, cart = standing.open_cases, standing.conversation.basket.lines
        refused = sum(offer.answer in ("decline", "stop") for offer in offers)
        lines = [
            f"{len(cases)} open {'case' if len(cases) == 1 else 'cases'}" if cases else "",
            f"{sum(line.quantity for line in cart)} in the cart" if cart else "",
            f"{len(offers)} offered, {refused} refused" if offers else "",
            f"said last: “{said[-1][:160]}”" if said else "",
        ]
        return [line for line in lines if line]

    def _known(self, fact: str, handoff: Handoff, standing: Standing, customer: Customer | None) -> bool:
        if fact == "what":
            named = {"what", "looking for", "in their words", "product", "trouble"}
            return bool(standing.conversation.need or named & set(handoff.need))
        if fact == "contact":
            return bool(handoff.need.get(fact) or (customer and customer.email))
        return bool(handoff.need.get(fact))

    def _orders(self, standing: Standing) -> tuple[Order, ...]:
        store, talk = self._store, standing.conversation
        found = list(store.orders.of_customer(talk.customer_id, _ORDERS)) if talk.customer_id else []
        known = {order.number for order in found}
        found += [store.orders.by_number(number) for number in store.orders.proofs(talk.id) if number not in known]
        return tuple(sorted(found, key=_placed_at, reverse=True)[:_ORDERS])

    def _solution(self, handoff: Handoff, standing: Standing) -> Solution | None:
        """From the cart, else from what was talked about, else from what the catalogue finds for the need."""
        store, talk, wish = self._store, standing.conversation, wish_of(handoff.need)
        found = [] if talk.basket.lines else self._found(handoff, standing)
        sources = [line.sku for line in talk.basket.lines] or [each.sku for one in found for each in one.products]
        if not sources:
            return None
        shelf = store.catalogue.shelf(sources)
        return suggest(wish, talk.basket, found, shelf.relations, products=shelf.products, fit_rules=shelf.rules)

    def _found(self, handoff: Handoff, standing: Standing) -> list[Choice]:
        """What was talked about; else for each thing that the need names what is surely of that kind."""
        talk = standing.conversation
        if talk.focus and talk.focus in (known := self._store.catalogue.many([talk.focus])):
            return [Choice(tuple(known.values()))]
        words = handoff.need.get("what") or talk.need or handoff.need.get("in their words", "")
        budget = wish_of(handoff.need).budget
        choices = []
        for want in wanted(words):
            most = budget / (want.quantity or 1) if budget is not None else None
            sure = self._surely(want.words, most)
            called = next((self._needs[word] for word in want.words.casefold().split() if word in self._needs), "")
            if not sure and called:
                sure = self._surely(called, most)
            if sure:
                choices.append(Choice(tuple(sure), want.quantity))
        return choices

    def _surely(self, words: str, price_max: Decimal | None) -> list[Product]:
        """The goods on stock that the words name, and do not only mention."""
        query = Query(text=words, price_max=price_max, only_in_stock=True, limit=_FOUND)
        hits = self._store.catalogue.search(query)
        return [hit.product for hit in hits if hit.score >= _SURE and hit.product.kind is ProductKind.GOOD]

    def _customer(self, customer_id: str | None) -> Customer | None:
        if customer_id is None:
            return None
        try:
            return self._store.customers.get(customer_id)
        except NotFoundError:
            return None


def _has_words(text: str, handoff: Handoff, need: str) -> bool:
    """Whether it says more than an address, a number or what stands in the brief already."""
    known = {value.casefold() for value in handoff.need.values()}
    words = [word for word in text.split() if word.isalpha()]
    repeats = need and need.casefold() in text.casefold()
    return len(words) > 1 and not repeats and text.strip().casefold() not in known


def _placed_at(order: Order) -> datetime:
    return order.placed_at
