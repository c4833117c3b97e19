"""What goes with what: the pairs that mining and the products propose, and what a person makes of them (R9, R11)."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence

from nicegui import ui
from nicegui.elements.mixins.text_element import TextElement

from chat.parts import Parts
from chat.reviewing import decide_pair
from sales.catalogue import Origin, RelationState
from sales.errors import GoeswithError
from sales.ports import StaffMember
from sales.proposals import Proposal
from web.agent.elements import box, button, text
from web.insights.frame import framed
from web.insights.rule_panel import RulePanel

AT_ONCE = 25
_COUNTED = 2000
_NEW = "new combinations"
_SHOWN = {
    "proposed": "waiting for review",
    _NEW: _NEW,
    "live": "live",
    "pinned": "pinned",
    "banned": "banned",
}
_AGAIN = "again"
_ORIGINS = {"mined": "orders", _AGAIN: "orders: bought again", "attribute": "attributes", "text": "words"}
_ACTS = {
    RelationState.PROPOSED: ("accept", "pin", "ban"),
    RelationState.LIVE: ("pin", "ban"),
    RelationState.PINNED: ("accept", "ban"),
    RelationState.BANNED: ("accept", "pin"),
}
# After the list is drawn: the pair at that place, else the last one, else the choice of lists.
_FOCUS = """requestAnimationFrame(() => {
  const pairs = document.querySelectorAll(".pair"), at = pairs[Math.min(%d, pairs.length - 1)];
  (at ? at.querySelector("button") : document.querySelector("select")).focus();
})"""
_WORDS = {"accept": "Accept", "pin": "Pin", "ban": "Ban"}
_DONE = {"accept": "is live", "pin": "is pinned", "ban": "is banned, in both directions"}


class PairsPage:
    """One analyst's open review list."""

    def __init__(self, parts: Parts, who: StaffMember) -> None:
        self._parts, self._who = parts, who
        self._state, self._origin, self._most = "proposed", "mined", AT_ONCE
        self._asked = 0
        self._client = ui.context.client
        with framed(who, "/insights/pairs"):
            self._rule = RulePanel(parts, who, self.show)
            with box("div", "period"):
                _choice("Show", _SHOWN, self._look_at)
                _choice("Found in", _ORIGINS, self._look_in)
            self._told = text("p", "", "summary", role="status")
            self._list = box("ul", "pairs", aria_label="Pairs")
            self._more = box("div")

    async def show(self, *, said: str = "") -> None:
        """Read again and draw; `said` is told before the count."""
        self._asked += 1
        mine = self._asked
        await self._rule.show()
        found, count = await asyncio.to_thread(self._read)
        if mine != self._asked:  # Another list was chosen meanwhile.
            return
        shown = _SHOWN[self._state]
        counted = f"{count:,} {'pair is' if count == 1 else 'pairs are'} {shown}."
        if shown == _NEW:
            counted = f"{count:,} new combination{'' if count == 1 else 's'} that nobody has related yet."
        self._told.text = f"{said} {counted}".strip()
        self._list.clear()
        with self._list:
            for place, proposal in enumerate(found[: self._most]):
                self._row(proposal, place)
        self._more.clear()
        if count > self._most:
            with self._more:
                button("Show more", self._show_more)

    def _read(self) -> tuple[Sequence[Proposal], int]:
        proposals = self._parts.store.proposals
        if self._state == _NEW:
            fresh = proposals.combinations(_COUNTED)
            return fresh, len(fresh)
        state, again = RelationState(self._state), self._origin == _AGAIN
        origin = Origin.MINED if again else Origin(self._origin)
        found = proposals.listed(state, origin=origin, refills=again, limit=self._most)
        return found, proposals.count(state, origin=origin, refills=again)

    async def _look_at(self, state: str) -> None:
        self._state, self._most = state, AT_ONCE
        await self.show()

    async def _look_in(self, origin: str) -> None:
        self._origin, self._most = origin, AT_ONCE
        await self.show()

    async def _show_more(self) -> None:
        self._most += AT_ONCE
        await self.show()

    def _row(self, proposal: Proposal, place: int) -> None:
        again = proposal.source == proposal.target
        pair = _name_of(proposal)
        with box("li", "pair"):
            with box("div"):
                text("span", proposal.source_name, "name")
                text("span", " is bought again" if again else " goes with ", "quiet")
                if not again:
                    text("span", proposal.target_name, "name")
                text("div", evidence_of(proposal), "quiet")
            with box("div", "acts"):
                for act in _ACTS[proposal.state]:
                    main = "main" if act == "accept" else ""
                    button(_WORDS[act], _deciding(self, proposal, place, act), main, aria_label=f"{_WORDS[act]} {pair}")

    async def decide(self, proposal: Proposal, place: int, act: str) -> None:
        """Decide, say so, and hand the keyboard to the pair that stands in its place now."""
        try:
            await asyncio.to_thread(decide_pair, self._parts, proposal.id, act, self._who)
        except GoeswithError as error:
            await self.show(said=str(error))
            return
        await self.show(said=f"{_name_of(proposal)} {_DONE[act]}.")
        self._client.run_javascript(_FOCUS % place)


def _name_of(proposal: Proposal) -> str:
    if proposal.source == proposal.target:
        return f"{proposal.source_name}, bought again,"
    return f"{proposal.source_name} + {proposal.target_name}"


def evidence_of(proposal: Proposal) -> str:
    """Why it is proposed, in one line: counts, lift and delay of a mined pair, the source of a derived one."""
    kept = proposal.evidence
    told = []
    if kept.get("together"):
        told.append(f"in {kept['together']:,} of {kept['out_of']:,} orders")
    if kept.get("lift"):
        told.append(f"{kept['lift']:.1f} times chance")
    if kept.get("sureness") is not None:
        told.append(f"{kept['sureness'] * 100:.0f} % sure")
    if kept.get("customers"):
        told.append(
            f"by {kept['customers']:,} customers, mostly {kept['early_days']} to {kept['late_days']} days later"
        )
    elif proposal.after_days:
        told.append(f"bought about {proposal.after_days} days later")
    if kept.get("source"):
        told.append(str(kept["source"]))
    if kept.get("decided_by"):
        told.append(f"decided by {kept['decided_by']}")
    return " · ".join(told)


def _deciding(page: PairsPage, proposal: Proposal, place: int, act: str) -> Callable[[], Awaitable[None]]:
    async def decided() -> None:
        await page.decide(proposal, place, act)

    return decided


def _choice(label: str, options: dict[str, str], chosen: Callable[[str], Awaitable[None]]) -> None:
    """A native choice with its label."""
    with box("label", "day"):
        text("span", label)
        with box("select") as field:
            for value, words in options.items():
                option = TextElement(tag="option", text=words)
                option._props["value"] = value
        field.on("change", lambda event: chosen(event.args), js_handler="(event) => emit(event.target.value)")
