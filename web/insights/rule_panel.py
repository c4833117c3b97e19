"""The rule that accepts pairs by itself: analysts see it, admins set it."""

import asyncio
from collections.abc import Awaitable, Callable

from nicegui.elements.mixins.text_element import TextElement

from chat.parts import Parts
from chat.reviewing import set_rule
from sales.ports import StaffMember
from sales.proposals import AcceptRule
from web.agent.elements import box, button, text

_ADMIN = "admin"
_ORDERS, _SURE = 30, 60
_TO_VALUE = "(event) => emit(event.target.value)"


class RulePanel:
    """`changed` is called, with what is to be said, after the rule was set or ended."""

    def __init__(self, parts: Parts, who: StaffMember, changed: Callable[..., Awaitable[None]]) -> None:
        self._parts, self._who, self._changed = parts, who, changed
        with box("section", "rule", aria_label="The rule that accepts by itself"):
            self._told = text("p", "")
            if who.role == _ADMIN:
                with box("form", "period"):
                    self._orders = _number("Seen in orders, at least", _ORDERS, 1_000_000)
                    self._sure = _number("Sure in %, at least", _SURE, 100)
                    button("Set the rule", self._set)
                    button("End it", self._end)

    async def show(self) -> None:
        """Say which rule holds."""
        rule = await asyncio.to_thread(self._parts.store.proposals.rule)
        self._told.text = told_of(rule)

    async def _set(self) -> None:
        orders, sure = (_read(field) for field in (self._orders, self._sure))
        if not orders or sure is None or sure > 100:
            await self._changed(said="A rule needs a number of orders from 1 and a share from 0 to 100.")
            return
        rule = AcceptRule(orders, sure / 100)
        count = await asyncio.to_thread(set_rule, self._parts, rule, self._who)
        await self._changed(said=f"The rule holds; it accepted {count:,} at once.")

    async def _end(self) -> None:
        await asyncio.to_thread(set_rule, self._parts, None, self._who)
        await self._changed(said="The rule is ended; what it accepted stays live.")


def told_of(rule: AcceptRule | None) -> str:
    """The rule in one sentence."""
    if rule is None:
        return "No rule: every mined pair waits here until somebody accepts it."
    sure = f"at least {rule.sureness * 100:.0f} % sure"
    return f"Pairs seen in {rule.together:,} orders or more and {sure} go live by themselves."


def _number(label: str, value: int, most: int) -> TextElement:
    with box("label", "day"):
        text("span", label)
        field = TextElement(tag="input", text="")
        field._props |= {"type": "number", "min": "0", "max": str(most), "value": str(value)}
        field.on("input", lambda event: field._props.__setitem__("value", event.args), js_handler=_TO_VALUE)
    return field


def _read(field: TextElement) -> int | None:
    written = str(field._props["value"]).strip()
    return int(written) if written.isdecimal() else None
