"""The conversation: transcript, what to do with it, and the line to write in."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from nicegui import ui

from chat.desk import Brief
from chat.parts import Parts
from sales.conversation import Author, Handoff, HandoffState, Message
from sales.errors import GoeswithError
from sales.ports import StaffMember
from web.agent.closing import ask_disposition
from web.agent.elements import box, button, text
from web.agent.wording import AUTHORS, stands, title

Act = Callable[[], Awaitable[None]]


class TalkPanel:
    """One conversation at a time, live in both directions."""

    def __init__(self, parts: Parts, who: StaffMember, changed: Act, leave: Callable[[], None]) -> None:
        self._parts, self._who, self._changed, self._leave = parts, who, changed, leave
        self._handoff: Handoff | None = None
        self._last = 0
        self._head = box("div", "talk-head")
        with box("div", "log", role="log", aria_label="Conversation", tabindex="0"):
            self._log = box("ol")
        self._foot = box("div", "composer")
        # Dialogs hang here: the head is redrawn whenever something changes, an open dialog is not.
        self._dialogs = box("div")
        self.show_nothing()

    def show_nothing(self) -> None:
        """No conversation is chosen."""
        self._handoff = None
        for place in (self._head, self._log, self._foot):
            place.clear()
        with self._head:
            text("h2", "No conversation chosen", "title")
            text("p", "Choose one on the left to read it; claim it to speak.", "quiet")

    async def show(self, brief: Brief) -> None:
        """Another conversation, or the same one in a new state."""
        same = self._handoff is not None and self._handoff.id == brief.handoff.id
        self._handoff = brief.handoff
        self._draw_head(brief)
        self._draw_foot()
        if same:
            return
        self._log.clear()
        self._last = 0
        said = await asyncio.to_thread(self._parts.desk.transcript, brief.handoff)
        self._take(said)

    async def catch_up(self) -> None:
        """Show what was said since the last look."""
        if self._handoff is None:
            return
        talk, after = self._handoff.conversation_id, self._last
        said = await asyncio.to_thread(lambda: self._parts.store.conversations.history(talk, after=after))
        if said:
            self._take(said)

    def _take(self, messages: Any) -> None:
        """Show messages not shown yet."""
        with self._log:
            for message in messages:
                if message.id > self._last:
                    self._last = message.id
                    _bubble(message)
            ui.run_javascript("document.querySelectorAll('.log').forEach(e => e.scrollTop = e.scrollHeight)")

    def _draw_head(self, brief: Brief) -> None:
        handoff = brief.handoff
        mine = handoff.state is HandoffState.LIVE and handoff.agent == self._who.username
        self._head.clear()
        with self._head:
            button("Back to the queue", self._leave, "back")
            with box("div", "what"):
                text("h2", title(handoff), "title")
                text("p", f"{handoff.reason} · {stands(handoff, self._parts.clock())}", "quiet")
            with box("div", "acts"):
                if mine:
                    button("Return to assistant", self._give_back)
                    button("Close", self._close)
                elif handoff.state in (HandoffState.WAITING, HandoffState.CALLBACK):
                    button("Claim", self._claim, "main")

    def _draw_foot(self) -> None:
        handoff = self._handoff
        assert handoff is not None
        mine = handoff.state is HandoffState.LIVE and handoff.agent == self._who.username
        if mine == bool(self._foot.default_slot.children):
            return
        self._foot.clear()
        if not mine:
            return
        with self._foot:
            self._words = ui.textarea(label="Message to the customer").props("outlined autogrow dense rows=1")
            self._words.classes("words").on("keydown.enter.exact.prevent", self._speak)
            button("Send", self._speak, "main")

    async def _speak(self) -> None:
        words, handoff = self._words.value or "", self._handoff
        if not words.strip() or handoff is None:
            return
        self._words.value = ""
        try:
            await asyncio.to_thread(self._parts.desk.speak, handoff.id, self._who, words)
        except GoeswithError as error:
            self._words.value = words
            self._tell(error)
            await self._changed()
            return
        self._parts.desk.tell(handoff)

    async def _claim(self) -> None:
        await self._do(self._parts.desk.claim)

    async def _give_back(self) -> None:
        await self._do(self._parts.desk.give_back)

    async def _close(self) -> None:
        with self._dialogs:
            disposition = await ask_disposition()
        if disposition:
            await self._do(self._parts.desk.close, disposition)

    async def _do(self, act: Callable[..., Handoff], *more: str) -> None:
        handoff = self._handoff
        if handoff is None:
            return
        try:
            self._parts.desk.tell(await asyncio.to_thread(act, handoff.id, self._who, *more))
        except GoeswithError as error:
            self._tell(error)
        await self._changed()

    def _tell(self, error: GoeswithError) -> None:
        # The pressed button may be gone by now; the log stays as long as the page.
        with self._log:
            ui.notify(str(error), type="warning", position="top", close_button="OK", timeout=8000)


def _bubble(message: Message) -> None:
    name = message.agent if message.author is Author.AGENT else AUTHORS.get(message.author.value, "")
    with box("li", f"said {message.author.value}"):
        with box("p", "by"):
            text("span", name or "Agent")
            text("time", message.created_at.strftime("%H:%M"), datetime=message.created_at.isoformat())
        if message.text:
            text("p", message.text, "words", dir="auto")
        cards = [*message.products, *(["an offer"] if message.offer_id and message.author is Author.ASSISTANT else [])]
        if cards:
            text("p", f"Shown: {', '.join(cards)}", "shown")
