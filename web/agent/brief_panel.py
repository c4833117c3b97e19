"""What the agent has to know, so that the customer never says it twice."""

from nicegui import ui

from chat.desk import Brief
from chat.parts import Parts
from sales.catalogue import Product
from sales.customer import Mood
from sales.wording import money
from web.agent.elements import box, text
from web.agent.wording import MOODS, waited

_UNKNOWN = "not known"


class BriefPanel:
    """Draws one brief; what is missing is shown as missing."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._place = box("div", "brief")

    def draw(self, brief: Brief, products: dict[str, Product]) -> None:
        """Show the brief; `products` holds those of the cart and the page."""
        self._place.clear()
        with self._place:
            self._need(brief)
            self._cart(brief, products)
            self._customer(brief)
            self._mood(brief)

    def clear(self) -> None:
        """Nothing is chosen."""
        self._place.clear()

    def _need(self, brief: Brief) -> None:
        facts = dict(brief.handoff.need)
        with _section("What they need"):
            if not facts and not brief.standing.conversation.need:
                text("p", "Nothing was collected yet.", "quiet")
            if said := brief.standing.conversation.need:
                text("p", f"“{said}”", "said")
            # What only repeats the quoted need word for word would bury the rest.
            _facts({name: value for name, value in facts.items() if value != said})

    def _cart(self, brief: Brief, products: dict[str, Product]) -> None:
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

    def _customer(self, brief: Brief) -> None:
        customer = brief.customer
        with _section("Customer"):
            if customer is None:
                text("p", "Not known by name; ask before you speak about orders.", "quiet")
                return
            _facts(
                {
                    "name": customer.name or _UNKNOWN,
                    "e-mail": customer.email or _UNKNOWN,
                    "orders": f"{customer.orders}, {money(customer.revenue)} in all",
                    "returned": f"{customer.units_returned} of {customer.units_bought} pieces",
                }
            )

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


def _section(name: str) -> ui.element:
    made = box("section", "part")
    with made:
        text("h3", name, "group")
    return made


def _facts(facts: dict[str, str]) -> None:
    if not facts:
        return
    with box("dl", "facts"):
        for name, value in facts.items():
            text("dt", name.replace("_", " "))
            text("dd", str(value))
