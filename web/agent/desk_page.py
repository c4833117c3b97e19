"""The desk: queue on the left, conversation in the middle, brief on the right; one after the other on a phone."""

import asyncio
from collections.abc import Sequence

from nicegui import background_tasks, ui

from chat.parts import Parts
from sales.conversation import Standing
from sales.errors import NotFoundError
from sales.handoff.ports import Change
from sales.ports import StaffMember
from web.agent import session
from web.agent.brief_panel import BriefPanel
from web.agent.elements import box, button, text
from web.agent.queue_panel import Entry, QueuePanel, notice
from web.agent.talk_panel import TalkPanel

_CLOCK_SECONDS, _SEEN_SECONDS = 15.0, 20.0


class DeskPage:
    """One agent's open page."""

    def __init__(self, parts: Parts, who: StaffMember) -> None:
        self._parts, self._who = parts, who
        self._chosen: str | None = None
        self._waiting = -1
        self._drawn: object = None
        with box("div", "desk") as self._desk:
            self._header()
            with box("section", "left", aria_label="Queue", tabindex="0"):
                text("h2", "Queue", "title pad")
                self._queue = QueuePanel(who, self._choose)
            with box("section", "middle", aria_label="Talk"):
                self._talk = TalkPanel(parts, who, self.refresh, self._leave)
            with box("section", "right", aria_label="Brief", tabindex="0"):
                text("h2", "Brief", "title pad")
                self._brief = BriefPanel(parts)

    async def start(self) -> None:
        """Draw, and go on looking while the page is open."""
        await self._seen()
        await self.refresh()
        # Waiting times grow by themselves; all else comes with the news.
        ui.timer(_CLOCK_SECONDS, self.refresh)
        ui.timer(_SEEN_SECONDS, self._seen)
        listening = background_tasks.create(self._listen(), name="desk listens")
        ui.context.client.on_delete(listening.cancel)

    async def _listen(self) -> None:
        with self._parts.live.listening() as ear:
            while True:
                heard = await ear.news()
                with self._desk:
                    await self.refresh(heard)

    async def refresh(self, heard: Sequence[Change] = ()) -> None:
        """Bring everything to how it stands now."""
        entries = await asyncio.to_thread(self._entries)
        now = self._parts.clock()
        self._queue.draw(entries, self._chosen, now)
        waiting = sum(one.state.value == "waiting" for one, _ in entries)
        if waiting != self._waiting:
            self._waiting = waiting
            notice(waiting)
        if self._chosen is not None:
            await self._show_chosen(self._chosen)
            await self._talk.catch_up()

    def _entries(self) -> list[Entry]:
        entries: list[Entry] = []
        for handoff in self._parts.desk.queue():
            try:
                standing: Standing = self._parts.store.turns.standing(handoff.conversation_id)
            except NotFoundError:
                continue  # Erased between the two looks.
            entries.append((handoff, standing))
        return entries

    async def _show_chosen(self, handoff_id: str) -> None:
        try:
            brief = await asyncio.to_thread(self._parts.desk.brief, handoff_id)
        except NotFoundError:
            self._leave()
            return
        if brief == self._drawn:
            return
        self._drawn = brief
        talk = brief.standing.conversation
        products = await asyncio.to_thread(self._parts.store.catalogue.many, sorted(talk.basket.skus))
        self._brief.draw(brief, dict(products))
        await self._talk.show(brief)

    async def _choose(self, handoff_id: str) -> None:
        self._chosen, self._drawn = handoff_id, None
        self._desk.classes(add="talking")
        await asyncio.to_thread(self._parts.desk.look, handoff_id, self._who)
        await self.refresh()

    def _leave(self) -> None:
        self._chosen, self._drawn = None, None
        self._desk.classes(remove="talking")
        self._talk.show_nothing()
        self._brief.clear()

    async def _seen(self) -> None:
        await asyncio.to_thread(self._parts.store.handoffs.seen, self._who.username, self._parts.clock())

    def _header(self) -> None:
        with box("header", "top"):
            text("h1", "Desk")
            text("span", self._who.username, "who")
            button("Log out", _log_out)


def _log_out() -> None:
    session.forget()
    ui.navigate.to("/agent")
