"""The queue: what waits, what is mine, who wants a call."""

from collections.abc import Callable, Sequence
from datetime import datetime

from nicegui import ui

from sales.conversation import Handoff, HandoffState, Standing
from sales.customer import Mood
from sales.ports import StaffMember
from web.agent.elements import box, text
from web.agent.wording import MOODS, stands, title

Entry = tuple[Handoff, Standing]
_GROUPS = (
    ("Waiting", lambda one, me: one.state is HandoffState.WAITING),
    ("Yours", lambda one, me: one.state is HandoffState.LIVE and one.agent == me),
    ("Callbacks", lambda one, me: one.state is HandoffState.CALLBACK),
    ("With colleagues", lambda one, me: one.state is HandoffState.LIVE and one.agent != me),
)


class QueuePanel:
    """Draws the queue and redraws it only when something changed."""

    def __init__(self, who: StaffMember, choose: Callable[[str], None]) -> None:
        self._who = who
        self._choose = choose
        self._drawn: object = None
        self._place = box("div", "queue")

    def draw(self, entries: Sequence[Entry], chosen: str | None, now: datetime) -> None:
        """Show these, the chosen one marked."""
        drawn = [(one, standing.conversation.mood, stands(one, now)) for one, standing in entries], chosen
        if drawn == self._drawn:
            return
        self._drawn = drawn
        self._place.clear()
        with self._place:
            if not entries:
                text("p", "Nobody is waiting. New conversations appear here by themselves.", "quiet pad")
            for name, belongs in _GROUPS:
                group = [entry for entry in entries if belongs(entry[0], self._who.username)]
                if group:
                    self._group(name, group, chosen, now)

    def _group(self, name: str, group: Sequence[Entry], chosen: str | None, now: datetime) -> None:
        text("h3", f"{name} ({len(group)})", "group")
        with box("ul", "cards"):
            for handoff, standing in group:
                with box("li"):
                    self._card(handoff, standing, handoff.id == chosen, now)

    def _card(self, handoff: Handoff, standing: Standing, is_chosen: bool, now: datetime) -> None:
        mood = standing.conversation.mood
        card = box("button", f"card {handoff.state.value}", type="button")
        if is_chosen:
            card._props["aria-current"] = "true"
        card.on("click", lambda: self._choose(handoff.id))
        with card:
            text("span", title(handoff), "name")
            text("span", stands(handoff, now), "since")
            if handoff.topic:
                text("span", handoff.reason, "why")
            if mood is Mood.UNHAPPY:
                text("span", MOODS[mood], "chip unhappy")


def notice(count: int) -> None:
    """The number of waiting customers in the tab's title."""
    ui.run_javascript(f"document.title = {f'({count}) Desk' if count else 'Desk'!r}")
