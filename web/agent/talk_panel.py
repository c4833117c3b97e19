"""The conversation: transcript, what to do with it, who types, how far it was read, and the line to write in."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from nicegui import ui

import bootstrap
from chat.briefing import Brief
from chat.parts import Parts
from sales.conversation import Author, Handoff, HandoffState, Message
from sales.errors import GoeswithError
from sales.handoff.ports import ChangeKind, Reader
from sales.ports import StaffMember
from web.agent.bubbles import bubble
from web.agent.dialogs import ask_ending, ask_note, ask_receiver, ask_reply
from web.agent.drafts import draft, keep_draft
from web.agent.elements import box, button, text
from web.agent.wording import stands, title

Act = Callable[[], Awaitable[None]]
_TYPING_SECONDS, _SIGN_SECONDS = 2.0, 4.0


class TalkPanel:
    """One conversation at a time, live in both directions; what was begun to write is kept for each."""

    def __init__(self, parts: Parts, who: StaffMember, changed: Act, leave: Callable[[], None]) -> None:
        self._parts, self._who, self._changed, self._leave = parts, who, changed, leave
        self._brief: Brief | None = None
        self._last = self._own = 0
        self._writable: str | None = None
        self._bare: set[str] = set()
        self._headed: object = None
        # Whoever draws, draws alone: else one conversation's words come into another's log, or twice.
        self._drawing = asyncio.Lock()
        self._head = box("div", "talk-head")
        with box("div", "log", role="log", aria_label="Conversation", tabindex="0"):
            self._log = box("ol")
            self._state = text("p", "", "read-state")
        self._foot = box("div", "composer")
        # Dialogs hang here: the head is redrawn whenever something changes, an open dialog is not.
        self._dialogs = box("div")
        self.show_nothing()

    @property
    def handoff(self) -> Handoff | None:
        """The chosen one."""
        return self._brief.handoff if self._brief else None

    @property
    def is_mine(self) -> bool:
        """Whether the agent has the chosen one."""
        handoff = self.handoff
        return handoff is not None and handoff.state is HandoffState.LIVE and handoff.agent == self._who.username

    def show_nothing(self) -> None:
        """No conversation is chosen."""
        self._brief, self._writable, self._headed = None, None, None
        for place in (self._head, self._log, self._foot):
            place.clear()
        self._state.text = ""
        with self._head:
            text("h2", "No conversation chosen", "title")
            text("p", "Choose one on the left to read it; claim it to speak. Alt / lists the keys.", "quiet")

    async def show(self, brief: Brief) -> None:
        """Another conversation, or the same one in a new state."""
        async with self._drawing:
            same = self._brief is not None and self._brief.handoff.id == brief.handoff.id
            self._brief = brief
            self._draw_head(brief)
            self._draw_foot(brief.handoff)
            if not same:
                await self._redraw(brief.handoff)

    async def redraw(self) -> None:
        """The whole transcript anew."""
        async with self._drawing:
            if self._brief is not None:
                await self._redraw(self._brief.handoff)

    async def _redraw(self, handoff: Handoff) -> None:
        self._log.clear()
        self._last = self._own = 0
        await self._take(await asyncio.to_thread(self._parts.desk.transcript, handoff))

    async def catch_up(self) -> None:
        """Show what was said since the last look."""
        async with self._drawing:
            if self._brief is None:
                return
            talk, after = self._brief.handoff.conversation_id, self._last
            said = await asyncio.to_thread(lambda: self._parts.store.conversations.history(talk, after=after))
            if said:
                await self._take(said)

    async def show_marks(self) -> None:
        """How far the customer got and read what the agent said last."""
        handoff = self.handoff
        if handoff is None:
            return
        marks = await asyncio.to_thread(self._parts.store.desk.marks, handoff.conversation_id)
        mark = marks[Reader.CUSTOMER]
        read = "Seen" if mark.seen >= self._own else "Delivered" if mark.got >= self._own else "Sent"
        self._state.text = read if self._own and self._own == self._last else ""

    def customer_types(self) -> None:
        """A sign for some seconds."""
        self._state.text = "The customer is writing …"
        with self._dialogs:
            ui.timer(_SIGN_SECONDS, self.show_marks, once=True)

    async def _take(self, messages: Any) -> None:
        """Show messages not shown yet, and note that they were seen."""
        brief, new = self._brief, [message for message in messages if message.id > self._last]
        if brief is None or not new:
            return
        skus = sorted({sku for message in new for sku in message.products} | _offered(brief))
        products = await asyncio.to_thread(self._parts.store.catalogue.many, skus) if skus else {}
        if self._brief is None:  # Left meanwhile.
            return
        with self._log:
            for message in new:
                self._last = message.id
                self._own = message.id if message.author is Author.AGENT else self._own
                bubble(message, products, brief, bare=brief.handoff.id in self._bare)
        ui.run_javascript("goeswithDesk.toEnd()")
        if self.is_mine:
            await self._note_seen(new[-1])
        await self.show_marks()

    async def _note_seen(self, last: Message) -> None:
        talk, now = self._current().conversation_id, self._parts.clock()
        mark = self._parts.store.desk.mark
        if await asyncio.to_thread(lambda: mark(talk, Reader.AGENT, seen=last.id, now=now)):
            self._parts.live.tell(talk, ChangeKind.READ, Reader.AGENT.value)

    def _current(self) -> Handoff:
        assert self._brief is not None
        return self._brief.handoff

    def _draw_head(self, brief: Brief) -> None:
        handoff = brief.handoff
        headed = handoff, handoff.id in self._bare, stands(handoff, self._parts.clock())
        if headed == self._headed:  # Drawn anew for nothing it would swallow a click that is on its way.
            return
        self._headed = headed
        self._head.clear()
        with self._head:
            button("Back to the queue", self._leave, "back")
            with box("div", "what"):
                text("h2", title(handoff), "title")
                text("p", f"{handoff.reason} · {stands(handoff, self._parts.clock())}", "quiet")
            with box("div", "acts"):
                if handoff.id not in self._bare:
                    self._button("Show personal data", self.uncover)
                if self.is_mine:
                    self._button("Pass on", self.pass_on)
                    self._button("Return to assistant", self.give_back)
                    self._button("Close", self.close)
                elif handoff.state in (HandoffState.WAITING, HandoffState.CALLBACK):
                    self._button("Claim", self.claim, "main")

    def _button(self, words: str, act: Act, classes: str = "") -> None:
        """A button of the head, whose act outlives it: the head is drawn anew while the act goes on."""

        async def lasting() -> None:
            with self._dialogs:
                await act()

        button(words, lasting, classes)

    def _draw_foot(self, handoff: Handoff) -> None:
        wanted = handoff.id if self.is_mine else None
        if wanted == self._writable:
            return
        self._writable = wanted
        self._foot.clear()
        if wanted is None:
            return
        with self._foot:
            self._words = ui.textarea(label="Message to the customer", value=draft(handoff.id))
            self._words.props("outlined autogrow dense rows=1 maxlength=4000").classes("words")
            self._words.on("keydown.enter.exact.prevent", self._speak)
            self._words.on_value_change(lambda event: keep_draft(handoff.id, event.value or ""))
            self._words.on("keydown", self._type, args=[], throttle=_TYPING_SECONDS, trailing_events=False)
            button("Replies", self.reply)
            button("Send", self._speak, "main")

    async def _type(self) -> None:
        handoff = self.handoff
        if handoff is not None:
            await asyncio.to_thread(self._parts.desk.typing, handoff, self._who)
            self._parts.live.tell(handoff.conversation_id, ChangeKind.TYPING, self._who.username)

    async def _speak(self, _: object = None) -> None:
        handoff = self.handoff
        words = self._words.value or ""
        if not words.strip() or handoff is None:
            return
        self._words.value = ""
        keep_draft(handoff.id, "")
        try:
            await asyncio.to_thread(self._parts.desk.speak, handoff.id, self._who, words)
        except GoeswithError as error:
            self._words.value = words
            self.tell(error)
            await self._changed()
            return
        self._parts.desk.tell(handoff, ChangeKind.MESSAGE)

    async def reply(self) -> None:
        """Put a ready-made reply into the line."""
        if not self.is_mine:
            return
        with self._dialogs:
            said = await ask_reply(bootstrap.replies())
        if said:
            self._words.value = f"{self._words.value or ''} {said}".strip()
            ui.run_javascript("goeswithDesk.write()")

    async def uncover(self) -> None:
        """Show personal data of this conversation; the look is logged."""
        handoff = self.handoff
        if handoff is not None:
            await asyncio.to_thread(self._parts.desk.look_at, handoff.id, self._who, "personal data")
            self._bare.add(handoff.id)
            await self.redraw()
            await self._changed()

    def is_bare(self, handoff_id: str) -> bool:
        """Whether the agent has uncovered that conversation's personal data."""
        return handoff_id in self._bare

    async def claim(self) -> None:
        """Take it."""
        await self.do(self._parts.desk.claim)
        if self.is_mine and self._last:
            said = await asyncio.to_thread(self._parts.desk.transcript, self._current())
            await self._note_seen(said[-1])
        ui.run_javascript("goeswithDesk.write()")

    async def give_back(self) -> None:
        """Return it to the assistant, with a note."""
        if not self.is_mine:
            return
        with self._dialogs:
            note = await ask_note()
        if note is not None:
            await self.do(self._parts.desk.give_back, note)

    async def pass_on(self) -> None:
        """Give it to a colleague or a topic."""
        handoff, parts = self.handoff, self._parts
        if handoff is None or not self.is_mine:
            return
        online = await asyncio.to_thread(parts.store.handoffs.at_desks, parts.clock())
        colleagues = [name for name in online if name != self._who.username]
        with self._dialogs:
            chosen = await ask_receiver(colleagues, sorted(parts.rules.topics))
        if chosen:
            topic, wanted = chosen
            await self.do(lambda one, who: parts.desk.transfer(one, who, topic=topic or None, wanted=wanted or None))

    async def close(self) -> None:
        """End it."""
        if not self.is_mine or self._brief is None:
            return
        with self._dialogs:
            ending = await ask_ending(len(self._brief.standing.open_cases))
        if ending:
            await self.do(self._parts.desk.close, *ending)

    async def do(self, act: Callable[..., Handoff], *more: object) -> None:
        """Do it to the chosen conversation; a refusal is told, and everything is drawn as it stands then."""
        handoff = self.handoff
        if handoff is None:
            return
        try:
            self._parts.desk.tell(await asyncio.to_thread(act, handoff.id, self._who, *more))
        except GoeswithError as error:
            self.tell(error)
        await self._changed()

    def tell(self, error: GoeswithError) -> None:
        """Say why something was not done."""
        # The pressed button may be gone by now; the log stays as long as the page.
        with self._log:
            ui.notify(str(error), type="warning", position="top", close_button="OK", timeout=8000)


def _offered(brief: Brief) -> set[str]:
    return {sku for offer in brief.offers for sku, _, _ in offer.items}
