"""The queue: what is mine with what I have not read, what waits for me, what waits for others."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from nicegui import ui

from sales.conversation import Handoff, HandoffState
from sales.customer import Mood
from sales.handoff.ports import QueueFacts
from sales.ports import StaffMember
from sales.wording import shortened
from web.agent.covering import covered
from web.agent.elements import box, text
from web.agent.wording import MOODS, stands, title


@dataclass(frozen=True)
class Entry:
    """One line of the queue; `held_back` says why it is rather somebody else's."""

    handoff: Handoff
    facts: QueueFacts
    held_back: str | None = None


CHOOSE = "desk-choose"
"""The page's event with a chosen handoff's id."""
_BEYOND = (
    (HandoffState.LIVE, "live"),
    (HandoffState.WAITING, "waiting"),
    (HandoffState.CALLBACK, "callbacks"),
)
_TELLING, _SHOWN = ("what", "looking for", "trouble", "product"), 70
_GROUPS = (
    ("Yours", lambda one, me: one.handoff.state is HandoffState.LIVE and one.handoff.agent == me),
    ("Waiting", lambda one, me: one.handoff.state is HandoffState.WAITING and not one.held_back),
    ("Waiting for others", lambda one, me: one.handoff.state is HandoffState.WAITING and one.held_back),
    ("Callbacks", lambda one, me: one.handoff.state is HandoffState.CALLBACK),
    ("With colleagues", lambda one, me: one.handoff.state is HandoffState.LIVE and one.handoff.agent != me),
)


class QueuePanel:
    """Draws the queue and redraws it only when something changed."""

    def __init__(self, who: StaffMember) -> None:
        self._who = who
        self._drawn: object = None
        self.order: list[str] = []
        """The handoffs as they stand on the page, first to last."""
        self._place = box("div", "queue")

    def draw(
        self, entries: Sequence[Entry], chosen: str | None, now: datetime, counted: Mapping[HandoffState, int]
    ) -> None:
        """Show these, the chosen one marked; `counted` are all open ones, also those that are not shown."""
        drawn = [(one, stands(one.handoff, now)) for one in entries], chosen, dict(counted)
        if drawn == self._drawn:
            return
        self._drawn = drawn
        self.order = []
        self._place.clear()
        with self._place:
            if not entries:
                text("p", "Nobody is waiting. New conversations appear here by themselves.", "quiet pad")
            for name, belongs in _GROUPS:
                group = [entry for entry in entries if belongs(entry, self._who.username)]
                if group:
                    self._group(name, group, chosen, now)
            if said := beyond(entries, counted):
                text("p", said, "quiet pad")

    def _group(self, name: str, group: Sequence[Entry], chosen: str | None, now: datetime) -> None:
        text("h3", f"{name} ({len(group)})", "group")
        with box("ul", "cards"):
            for entry in group:
                self.order.append(entry.handoff.id)
                with box("li"):
                    self._card(entry, entry.handoff.id == chosen, now)

    def _card(self, entry: Entry, is_chosen: bool, now: datetime) -> None:
        handoff, facts = entry.handoff, entry.facts
        card = box("button", f"card {handoff.state.value}", type="button")
        if is_chosen:
            card._props["aria-current"] = "true"
        # The page hears it, not the card: that may be drawn anew while the click is on its way.
        card.on("click", js_handler=f"() => emitEvent({CHOOSE!r}, {handoff.id!r})")
        mine = handoff.state is HandoffState.LIVE and handoff.agent == self._who.username
        with card:
            text("span", title(handoff), "name")
            text("span", stands(handoff, now), "since")
            if mine and facts.unread and not is_chosen:
                text("span", f"{facts.unread} new", "chip new")
            elif facts.mood is Mood.UNHAPPY:
                text("span", MOODS[facts.mood], "chip unhappy")
            if handoff.topic:
                text("span", handoff.reason, "why")
            if about := _about(handoff):
                text("span", f"“{about}”", "why")
            if entry.held_back and handoff.state is HandoffState.WAITING:
                text("span", entry.held_back, "why")


def beyond(entries: Sequence[Entry], counted: Mapping[HandoffState, int]) -> str:
    """What is open beyond the entries, in a sentence; nothing where all are shown."""
    shown = Counter(entry.handoff.state for entry in entries)
    left = [(counted[state] - shown[state], word) for state, word in _BEYOND if counted[state] > shown[state]]
    more = " and ".join(f"{count} {word}" for count, word in left)
    return f"{more} more come up here as these are done." if more else ""


def _about(handoff: Handoff) -> str:
    """What it is about in a few words, so that one card is told from the next; addresses and numbers are covered."""
    said = next((handoff.need[name] for name in _TELLING if handoff.need.get(name)), "")
    return shortened(covered(said), _SHOWN)


def notice(count: int, rose: bool) -> None:
    """The number of waiting customers in the tab's title; a sound and the browser's notice when it rose."""
    ui.run_javascript(f"goeswithDesk.waiting({count}, {'true' if rose else 'false'})")
