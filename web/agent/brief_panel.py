"""What the agent has to know, so that the customer never says it twice."""

from collections.abc import Callable, Mapping

from nicegui import ui

from chat.briefing import FACTS, Brief
from chat.parts import Parts
from sales.basket import Basket
from sales.catalogue import Product
from sales.customer import Mood
from sales.handoff.solution import Solution, as_basket
from sales.wording import money
from web.agent.bubbles import ANSWERS, quoted
from web.agent.covering import covered
from web.agent.elements import box, button, text
from web.agent.wording import MOODS, waited

_UNKNOWN, _MOODS_SHOWN, _NOTES_SHOWN = "not known", 6, 2


class BriefPanel:
    """Draws one brief; what is missing is shown as missing."""

    def __init__(self, parts: Parts, to_quote: Callable[[Basket], None]) -> None:
        self._parts, self._to_quote = parts, to_quote
        self._place = box("div", "brief")

    def draw(self, brief: Brief, products: Mapping[str, Product], *, bare: bool, mine: bool) -> None:
        """Show the brief; `products` holds those of the cart and the offers. Personal data is covered unless `bare`."""
        shown = (lambda words: words) if bare else covered
        self._place.clear()
        with self._place:
            self._need(brief, shown)
            self._solution(brief.solution, mine)
            self._cart(brief, products)
            self._customer(brief, shown)
            self._mood(brief)
            self._offers(brief, products)

    def clear(self) -> None:
        """Nothing is chosen."""
        self._place.clear()

    def _need(self, brief: Brief, shown: Callable[[str], str]) -> None:
        facts = {name: value for name, value in brief.handoff.need.items() if value != brief.standing.conversation.need}
        order = [*(name for name in FACTS if name in facts), *(name for name in facts if name not in FACTS)]
        with _section("What they need"):
            if said := brief.standing.conversation.need:
                text("p", f"“{shown(said)}”", "said")
            # What only repeats the quoted need word for word would bury the rest.
            _facts({name: shown(facts[name]) for name in order})
            if brief.missing:
                text("p", f"Not said yet: {', '.join(brief.missing)}", "missing")
            for line in brief.summary:
                text("p", shown(line), "quiet")
            for note in brief.notes[-_NOTES_SHOWN:]:
                text("p", f"{note.author}, {note.at:%d %b %H:%M}: {shown(note.text)}", "note")
            if promised := brief.handoff.promised_at:
                when = promised.astimezone(self._parts.rules.hours.zone)
                text("p", f"Call back promised by {when:%a %d %b, %H:%M}", "missing")

    def _solution(self, solution: Solution | None, mine: bool) -> None:
        with _section("Could be proposed"):
            if solution is None:
                text("p", "Nothing in the catalogue that surely fits.", "quiet")
                return
            with box("ul", "lines"):
                for part in solution.parts:
                    with box("li"):
                        text("span", f"{part.quantity} x {part.product.name} ({part.why})")
                        text("span", money(part.product.price * part.quantity, solution.currency), "sum")
            with box("p", "total"):
                text("span", "Total")
                text("span", money(solution.price, solution.currency), "sum")
            margin = "not known" if solution.margin is None else money(solution.margin, solution.currency)
            over = solution.over_budget
            more = f" · {money(over, solution.currency)} over the budget" if over is not None else ""
            text("p", f"Margin {margin}{more}", "quiet")
            if mine:
                button("Put into a quote", lambda: self._to_quote(as_basket(solution)))

    def _cart(self, brief: Brief, products: Mapping[str, Product]) -> None:
        lines = [line for line in brief.standing.conversation.basket.lines if line.sku in products]
        with _section("Cart"):
            if not lines:
                text("p", "The cart is empty.", "quiet")
                return
            priced = self._parts.store.catalogue.priced(brief.standing.conversation.basket)
            with box("ul", "lines"):
                for line in priced.lines:
                    product = products[line.sku]
                    with box("li"):
                        text("span", f"{line.quantity} x {product.name}")
                        text("span", money(line.total, product.currency), "sum")
            total = priced.total
            with box("p", "total"):
                text("span", "Total")
                text("span", money(total, products[lines[0].sku].currency), "sum")

    def _customer(self, brief: Brief, shown: Callable[[str], str]) -> None:
        customer = brief.customer
        with _section("Customer"):
            if customer is None:
                text("p", "Not known by name; ask before you speak about orders.", "quiet")
            else:
                _facts(
                    {
                        "name": customer.name or _UNKNOWN,
                        "e-mail": shown(customer.email) if customer.email else _UNKNOWN,
                        "orders": f"{customer.orders}, {money(customer.revenue)} in all",
                        "returned": f"{customer.units_returned} of {customer.units_bought} pieces",
                        "language": brief.standing.conversation.locale,
                        "suggestions": "wants none" if brief.standing.conversation.opted_out else "allowed",
                    }
                )
            if brief.likes:
                liked = ", ".join(each.value if each.stated else f"{each.value} (guessed)" for each in brief.likes)
                text("p", f"Likes: {shown(liked)}")
            with box("ul", "lines"):
                for order in brief.orders:
                    with box("li"):
                        text("span", f"{order.number}, {order.placed_at:%d %b %Y}, {order.status}")
                        text("span", money(order.total, order.currency), "sum")

    def _mood(self, brief: Brief) -> None:
        standing, now = brief.standing, self._parts.clock()
        with _section("Mood and cases"):
            mood = standing.conversation.mood
            since = f", since {waited(standing.mood_since, now)}" if standing.mood_since else ""
            text("p", f"{MOODS[mood].capitalize()}{since}", "chip unhappy" if mood is Mood.UNHAPPY else "")
            for case in standing.open_cases:
                order = f" about order {case.order_number}" if case.order_number else ""
                text("p", f"Open {case.kind.value}{order}, {waited(case.opened_at, now)} old")
            if not standing.open_cases:
                text("p", "No open case.", "quiet")
            with box("ul", "timeline"):
                for entry in brief.timeline[-_MOODS_SHOWN:]:
                    text("li", f"{entry.at:%d %b %H:%M} {entry.what}: {entry.state}", title=entry.cause)

    def _offers(self, brief: Brief, products: Mapping[str, Product]) -> None:
        with _section("Offers and quotes"):
            if not brief.offers and not brief.quotes:
                text("p", "Nothing was offered yet.", "quiet")
            for offer in brief.offers:
                names = ", ".join(products[sku].name if sku in products else sku for sku, _, _ in offer.items)
                text("p", f"{names}, {money(offer.price, offer.currency)}: {ANSWERS[offer.answer]}")
            for quote in brief.quotes:
                text("p", quoted(quote))


def _section(name: str) -> ui.element:
    made = box("section", "part")
    with made:
        text("h3", name, "group")
    return made


def _facts(facts: Mapping[str, str]) -> None:
    if not facts:
        return
    with box("dl", "facts"):
        for name, value in facts.items():
            text("dt", name.replace("_", " "))
            text("dd", str(value))
