"""One turn of one conversation as an action sees it: what was said, what is known, and how to answer."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from functools import cached_property
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import ActiveLoop, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

import bootstrap
from actions.meaning import Meaning
from sales import wording
from sales.catalogue import Product
from sales.conversation import Conversation
from sales.customer import Mood
from sales.mentions import is_measure, is_no_wish, is_refused, named
from sales.offer import Reason
from sales.ports import Store

_COUNTS = re.compile(r"[x×]\s?\d{1,2}|\d{1,2}\s?[x×]", re.I)  # noqa: RUF001
_TIMES = re.compile(r"[x×\s]", re.I)  # noqa: RUF001
_POINTS = re.compile(r"\b(?:ones?|it|that|this|those|these|them|first|second|third|last)\b", re.I)
# What is named in a figure of speech is no thing: "gave up the ghost".
_IDIOMS = re.compile(
    r"\b(?:g[ai]v(?:e|en|ing) up the ghost|kick\w* the bucket|b(?:i|a|o)t\w* the dust|r[au]n out of steam"
    r"|(?:for|at) the moment|cost\w* the earth|a piece of cake|on its last legs)\b",
    re.I,
)
_WISHES = ("search_product", "state_need", "ask_advice")
_YIELD_TO_A_QUESTION = (Reason.OPTED_OUT.value, Reason.HANDED_BACK.value)
OPEN_QUESTION = "open_question"
OFFER_ABOUT = "offer_about"


class Turn:
    """The customer's latest message with the shop behind it; keeps the events that the action answers with."""

    def __init__(
        self,
        store: Store,
        now: datetime,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        meaning: Meaning | None = None,
    ) -> None:
        self.store = store
        self.now = now
        self.tracker = tracker
        self.meaning = meaning
        self.id: str = tracker.sender_id
        self.events: list[dict[str, Any]] = []
        self._dispatcher = dispatcher

    # What was said

    @cached_property
    def text(self) -> str:
        """The customer's words; empty when a button was tapped."""
        return self.tracker.latest_message.get("text") or ""

    @property
    def words(self) -> str:
        """What to keep as the customer's own words: the text, or what the tapped button said."""
        return self.text or str((self.tracker.latest_message.get("metadata") or {}).get("words") or "tapped a button")

    @property
    def sounds_unhappy(self) -> bool:
        """Whether the whole message, of which this turn may be a part, sounds unhappy."""
        told = self.tracker.latest_message.get("metadata") or {}
        return told.get("message_mood") == Mood.UNHAPPY.value

    @property
    def was_unhappy(self) -> bool:
        """Whether the customer was unhappy before this message."""
        return bool((self.tracker.latest_message.get("metadata") or {}).get("was_unhappy"))

    @property
    def is_in_trouble(self) -> bool:
        """Whether the customer is unhappy and has a case open: what they name is what it is about."""
        return self.conversation.mood is Mood.UNHAPPY and bool(self.store.cases.open_for(self.id))

    @property
    def is_outburst(self) -> bool:
        """Whether the customer is so angry that a person has to take over at once."""
        return bool((self.tracker.latest_message.get("metadata") or {}).get("outburst"))

    @property
    def offers_closed(self) -> bool:
        """Whether the door closed offers even to those who ask: for a mood, a case, or a person in charge."""
        paused = (self.tracker.latest_message.get("metadata") or {}).get("offers_paused") or {}
        return bool(paused) and paused.get("rule") not in _YIELD_TO_A_QUESTION

    @cached_property
    def intent(self) -> str:
        """What the message was taken for."""
        return (self.tracker.latest_message.get("intent") or {}).get("name") or ""

    @property
    def confidence(self) -> float:
        """How sure that reading is, 0 to 1."""
        return float((self.tracker.latest_message.get("intent") or {}).get("confidence") or 0.0)

    @cached_property
    def entities(self) -> list[dict[str, Any]]:
        """What is marked in the message; a measure marked as a thing is a detail, and what is named as unwanted, in a
        figure of speech or as what a thing does, "a printer that scans", is nothing."""
        found = self.tracker.latest_message.get("entities") or []
        idioms = [range(*idiom.span()) for idiom in _IDIOMS.finditer(self.text)]
        said = [each for each in found if not any(each.get("start") in idiom for idiom in idioms)]
        things = [each for each in said if each.get("entity") == "product"]
        measures = [each for each in things if is_measure(str(each["value"]))]
        no_wish = [each for each in things if is_no_wish(self.text, each.get("start"), str(each["value"]))]
        no_wish += [each for each in said if str(each["value"]).casefold().startswith("without ")]
        no_wish += [each for each in things if str(each["value"]) in self.refused]
        rest = [{**each, "entity": "attribute"} if each in measures else each for each in said]
        return [each for each in rest if each not in no_wish]

    @cached_property
    def refused(self) -> list[str]:
        """What a wish should not have: the cables of "for running, no cables"."""
        found = self.tracker.latest_message.get("entities") or [] if self.intent in _WISHES else []
        things = [each for each in found if each.get("entity") == "product"]
        return [str(each["value"]) for each in things if is_refused(self.text, each.get("start"))]

    def values(self, entity: str) -> list[str]:
        """Every value of an entity in the message, in order."""
        values = [str(each["value"]) for each in self.entities if each.get("entity") == entity]
        return [value for value in values if value != self.times] if entity == "product" else values

    def value(self, entity: str) -> str | None:
        """The first value of an entity in the message."""
        return next(iter(self.values(entity)), None)

    @cached_property
    def slips(self) -> set[str]:
        """The words of the message that no dictionary knows: they are understood, but never repeated."""
        return {str(word) for word in self.tracker.latest_message.get("slips") or ()}

    def amount(self, entity: str) -> Decimal | None:
        """The first value of an entity as a number."""
        try:
            return Decimal(value) if (value := self.value(entity)) else None
        except InvalidOperation:
            return None

    def quantity(self, default: int | None = 1) -> int | None:
        """How many were asked for, 1 to 999."""
        value = self.value("quantity") or (_TIMES.sub("", self.times) if self.times else None)
        return min(max(int(value), 0), 999) if value and value.isdecimal() else default

    @cached_property
    def times(self) -> str | None:
        """The "x2" of "the mesh one x2", where no product shown is called so: it says how many."""
        found = self.tracker.latest_message.get("entities") or []
        said = [str(each["value"]) for each in found if each.get("entity") == "product"]
        if not self.shown or (len(said) < 2 and not _POINTS.search(self.text)):
            return None
        return next((value for value in said if _COUNTS.fullmatch(value) and not named(value, self.shown)), None)

    # What is known

    @cached_property
    def conversation(self) -> Conversation:
        """The conversation as it stood when the turn began."""
        return self.store.conversations.get(self.id)

    def fresh(self) -> Conversation:
        """The conversation as it stands after what this turn wrote."""
        self.__dict__.pop("conversation", None)
        return self.conversation

    @cached_property
    def kinds(self) -> tuple[str, ...]:
        """The catalogue's categories, counted once for the turn."""
        return tuple(self.store.catalogue.categories())

    @cached_property
    def shown(self) -> list[Product]:
        """The products shown last, in order."""
        return self.products(self.conversation.shown)

    def products(self, skus: Iterable[str | None]) -> list[Product]:
        """The products that exist among `skus`, in that order, each once."""
        wanted = list(dict.fromkeys(sku for sku in skus if sku))
        found = self.store.catalogue.many(wanted)
        return [found[sku] for sku in wanted if sku in found]

    def slot(self, name: str) -> Any:
        """A slot's value."""
        return self.tracker.get_slot(name)

    @cached_property
    def open_question(self) -> str | None:
        """The yes-or-no question that the assistant asked in its last turn, or None when it asked none."""
        question: str | None = self._slot_set_before(OPEN_QUESTION, 1)
        return question

    @cached_property
    def offer_about(self) -> dict[str, Any] | None:
        """What an earlier action of this very turn gave occasion to offer something for."""
        about: dict[str, Any] | None = self._slot_set_before(OFFER_ABOUT, 0)
        return about

    def set_last_time(self, slot: str) -> Any:
        """What the assistant set that slot to in its last turn; None where it did not touch it."""
        return self._slot_set_before(slot, 1)

    def _slot_set_before(self, slot: str, turns: int) -> Any:
        messages = 0
        for event in reversed(self.tracker.events):
            if event.get("event") == "user":
                messages += 1
            elif event.get("event") == "slot" and event.get("name") == slot and messages == turns:
                return event.get("value")
            if messages > turns:
                return None
        return None

    # How to answer

    def say(
        self,
        response: str,
        *,
        products: Sequence[Product | str] = (),
        offer: str | None = None,
        **values: Any,
    ) -> None:
        """Speak a response of domain.yml, with cards; values fill its braces."""
        card: dict[str, Any] = {}
        if products:
            card["products"] = [product if isinstance(product, str) else product.sku for product in products]
        if offer:
            card["offer"] = offer
        self._dispatcher.utter_message(response=response, json_message=card, **values)

    def ask(self, question: str) -> None:
        """Remember that a yes in the next turn answers this question and nothing else."""
        self.set(OPEN_QUESTION, question)

    def occasion(self, moment: str, anchors: Sequence[str], problem: str = "") -> None:
        """Give the next action of this turn an occasion to offer what goes with `anchors`, or solves the problem."""
        self.set(OFFER_ABOUT, {"moment": moment, "anchors": list(anchors), "problem": problem})

    def set(self, slot: str, value: Any) -> None:
        """Set a slot."""
        self.events.append(SlotSet(slot, value))

    def then(self, action: str) -> None:
        """Let a form begin right after this action."""
        self.events.append(FollowupAction(action))

    def leave_form(self) -> None:
        """End the form that runs, if one does."""
        if self.tracker.active_loop.get("name"):
            self.events += [ActiveLoop(None), SlotSet("requested_slot", None)]

    def show(self, products: Sequence[Product], focus: Product | None = None) -> None:
        """Remember what is shown, for "the second one"."""
        chosen = focus or (products[0] if len(products) == 1 else None)
        skus = [product.sku for product in products]
        self.store.conversations.set_shown(self.id, skus, chosen.sku if chosen else None)
        self.__dict__.pop("conversation", None)

    def focus(self, product: Product) -> None:
        """Remember which product is talked about; what was shown stays."""
        self.store.conversations.set_shown(self.id, self.conversation.shown or (product.sku,), product.sku)
        self.__dict__.pop("conversation", None)

    def money(self, amount: Decimal, currency: str | None = None) -> str:
        """An amount as this customer reads it."""
        return wording.money(amount, currency or bootstrap.shop().currency, self.conversation.locale)

    def price(self, product: Product) -> str:
        """A product's price as this customer reads it."""
        return self.money(product.price, product.currency)

    def day(self, moment: date) -> str:
        """A day as it is spoken: "Tuesday 24 November"."""
        return f"{moment:%A} {moment.day} {moment:%B}"

    def consent(self, what: str, shown: dict[str, Any], answer: str, words: str | None = None) -> None:
        """Keep what was shown and answered, in the customer's own words (R44)."""
        self.store.conversations.record_consent(
            self.id, what=what, shown=shown, answer=answer, words=words or self.words, now=self.now
        )
