"""The quote builder: things, pieces, discount, validity; priced as one types, sent as a card."""

import asyncio
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation

from nicegui import ui

from chat.briefing import Brief
from chat.desk import Wanted
from chat.parts import Parts
from sales.basket import MOST_PER_LINE, Basket
from sales.catalogue import Product
from sales.errors import GoeswithError
from sales.handoff.ports import ChangeKind
from sales.ports import StaffMember
from sales.wording import money
from web.agent.elements import box, button, text


class QuotePanel:
    """One draft a conversation, kept while the page is open."""

    def __init__(self, parts: Parts, who: StaffMember, tell: Callable[..., None]) -> None:
        self._parts, self._who, self._tell = parts, who, tell
        self._brief: Brief | None = None
        self._baskets: dict[str, Basket] = {}
        self._filled = False
        self._asked = 0
        with box("div", "panel quote"):
            self._lines = box("div", "found")
            with box("div", "fields"):
                self._discount = ui.number(label="Discount %", value=0, min=0, max=99, step=1, format="%.1f")
                self._days = ui.number(label="Valid days", value=parts.rules.quote_days, min=1, max=365, step=1)
                self._email = ui.input(label="E-mail for the order")
                self._name = ui.input(label="Name")
                self._text = ui.input(label="A word to it")
            for field in (self._discount, self._days, self._email, self._name, self._text):
                field.props("outlined dense debounce=250").classes("words")
            self._discount.on_value_change(self._price)
            self._sum = text("p", "", "total", aria_live="polite")
            self._sending = button("Send quote", self._send, "main")

    async def draw(self, brief: Brief, mine: bool) -> None:
        """Show this conversation's draft."""
        same = self._brief is not None and self._brief.handoff.id == brief.handoff.id
        self._brief = brief
        self._sending.set_visibility(mine)
        if not same:
            self._filled, self._email.value, self._name.value = False, "", ""
            self._discount.value = 0
            await self._redraw()
        if mine and not self._filled:
            # Whose it is may see the address: without one there is no order.
            self._filled = True
            contact = brief.handoff.need.get("contact", "") if brief.customer is None else brief.customer.email or ""
            self._email.value = contact if "@" in contact else ""
            self._name.value = brief.customer.name if brief.customer else ""

    def add(self, sku: str) -> None:
        """One more of it."""
        self._change(self._basket.add(sku))

    def take(self, basket: Basket) -> None:
        """Begin with these."""
        self._change(basket)

    @property
    def _basket(self) -> Basket:
        return self._baskets.get(self._brief.handoff.id, Basket()) if self._brief else Basket()

    def _change(self, basket: Basket) -> None:
        if self._brief is not None:
            self._baskets[self._brief.handoff.id] = basket
            with self._lines:
                ui.timer(0, self._redraw, once=True)

    async def _redraw(self) -> None:
        basket = self._basket
        products = await asyncio.to_thread(self._parts.store.catalogue.many, sorted(basket.skus))
        if basket != self._basket:  # Who changed it meanwhile draws it.
            return
        self._lines.clear()
        with self._lines:
            if not basket.lines:
                text("p", "Nothing in it yet. Add from Products, or take what could be proposed.", "quiet")
            for line in basket.lines:
                self._line(line.sku, line.quantity, products)
        await self._price()

    def _line(self, sku: str, quantity: int, products: Mapping[str, Product]) -> None:
        name = products[sku].name if sku in products else sku
        with box("div", "hit quoted"):
            text("p", name, "name")
            pieces = ui.number(label=f"Pieces of {name}", value=quantity, min=0, max=MOST_PER_LINE, step=1)
            pieces.props("outlined dense debounce=300").classes("words")
            pieces.on_value_change(lambda event: self._set(sku, int(event.value or 0)))

    def _set(self, sku: str, quantity: int) -> None:
        if quantity != self._basket.quantity(sku):
            self._change(self._basket.set(sku, min(max(quantity, 0), MOST_PER_LINE)))

    async def _price(self) -> None:
        self._asked += 1
        asked, basket = self._asked, self._basket
        if not basket.lines:
            self._sum.text = ""
            return
        try:
            made = await asyncio.to_thread(self._parts.desk.priced, self._who, basket, self._share())
            margin = "margin not known" if made.margin is None else f"margin {money(made.margin, made.currency)}"
            told = f"{money(made.price, made.currency)} ({margin})"
        except GoeswithError as error:
            told = str(error)
        if asked == self._asked:  # Else something was changed meanwhile.
            self._sum.text = told

    def _share(self) -> Decimal:
        try:
            return Decimal(str(self._discount.value or 0)) / 100
        except InvalidOperation:
            return Decimal(0)

    async def _send(self) -> None:
        if self._brief is None:
            return
        handoff, days = self._brief.handoff, int(self._days.value or 0)
        wanted = Wanted(
            self._basket, self._email.value or "", self._name.value or "", self._share(), days, self._text.value or ""
        )
        try:
            await asyncio.to_thread(self._parts.desk.quote, handoff.id, self._who, wanted)
        except GoeswithError as error:
            self._tell(error)
            return
        self._change(Basket())
        self._parts.desk.tell(handoff, ChangeKind.QUOTE)
        self._parts.desk.tell(handoff, ChangeKind.MESSAGE)
