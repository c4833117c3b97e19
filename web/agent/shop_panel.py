"""The catalogue beside the talk: found with stock and fit, sent as a card or put into the quote."""

import asyncio
from collections.abc import Callable

from nicegui import ui

from chat.briefing import Brief
from chat.parts import Parts
from sales.catalogue import Product, ProductKind
from sales.compatibility import Fit, FitRule, governed, judge
from sales.errors import GoeswithError
from sales.handoff.ports import ChangeKind
from sales.ports import Query, StaffMember
from sales.wording import money
from web.agent.elements import box, button, text

_MOST = 8


class ShopPanel:
    """Searches while the agent types."""

    def __init__(self, parts: Parts, who: StaffMember, add: Callable[[str], None], tell: Callable[..., None]) -> None:
        self._parts, self._who, self._add, self._tell = parts, who, add, tell
        self._brief: Brief | None = None
        self._mine = False
        self._asked = 0
        with box("div", "panel"):
            self._words = ui.input(label="Search products").props("outlined dense clearable debounce=250")
            self._words.classes("words").on_value_change(self._search)
            self._found = box("div", "found", aria_live="polite")

    async def draw(self, brief: Brief, mine: bool) -> None:
        """Search for this conversation from now on."""
        changed = self._brief is None or self._brief.handoff.id != brief.handoff.id or mine != self._mine
        self._brief, self._mine = brief, mine
        if changed:
            await self._search()

    async def _search(self) -> None:
        words, brief = (self._words.value or "").strip(), self._brief
        catalogue = self._parts.store.catalogue
        self._asked += 1
        asked = self._asked

        def read() -> tuple[list[Product], list[Product], list[FitRule]]:
            found = [hit.product for hit in catalogue.search(Query(text=words, limit=_MOST))] if words else []
            beside: list[Product] = []
            if brief is not None:
                talk = brief.standing.conversation
                named = [*talk.basket.skus, *(sku for sku in (talk.focus, talk.page_sku) if sku)]
                beside = list(catalogue.many(sorted(set(named))).values())
            return found, beside, list(catalogue.fit_rules())

        found, beside, rules = await asyncio.to_thread(read)
        if asked != self._asked:  # More was typed meanwhile.
            return
        self._found.clear()
        with self._found:
            if words and not found:
                text("p", "Nothing found.", "quiet")
            for product in found:
                self._card(product, beside, rules)

    def _card(self, product: Product, beside: list[Product], rules: list[FitRule]) -> None:
        with box("div", "hit"):
            text("p", product.name, "name")
            text("p", f"{money(product.price, product.currency)} · {_stock(product)}", "why")
            if fit := _fit(product, beside, rules):
                text("p", fit, "why")
            if self._mine:
                with box("div", "acts"):
                    button("Send card", lambda: self._send(product), aria_label=f"Send card of {product.name}")
                    button("To quote", lambda: self._add(product.sku), aria_label=f"Put {product.name} into the quote")

    async def _send(self, product: Product) -> None:
        assert self._brief is not None
        handoff = self._brief.handoff
        try:
            await asyncio.to_thread(self._parts.desk.show, handoff.id, self._who, product.sku, "")
        except GoeswithError as error:
            self._tell(error)
            return
        self._parts.desk.tell(handoff, ChangeKind.MESSAGE)


def _stock(product: Product) -> str:
    if product.kind is ProductKind.SERVICE or product.stock is None:
        return "always available" if product.active else "not sold any more"
    return f"{product.stock} in stock" if product.in_stock else "out of stock"


def _fit(product: Product, beside: list[Product], rules: list[FitRule]) -> str:
    """Whether it fits what the customer has or looks at; nothing where nothing has to fit."""
    if not governed(rules, product.category):
        return ""
    told = {Fit.FITS: "fits", Fit.DOES_NOT: "does not fit", Fit.UNKNOWN: "not known whether it fits"}
    return "; ".join(f"{told[judge(rules, product, one)]} {one.name}" for one in beside if one.sku != product.sku)
