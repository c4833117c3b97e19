"""The desk: queue on the left, conversation in the middle, tools on the right; one after the other on a phone."""

import asyncio
from collections.abc import Sequence

from nicegui import background_tasks, ui

from chat.briefing import Brief
from chat.parts import Parts
from sales.conversation import HandoffState
from sales.errors import NotFoundError
from sales.handoff.ports import Change, ChangeKind, Reader
from sales.ports import StaffMember
from web.agent import session
from web.agent.brief_panel import BriefPanel
from web.agent.dialogs import show_shortcuts
from web.agent.elements import box, button, text
from web.agent.notes_panel import NotesPanel
from web.agent.queue_panel import CHOOSE, Entry, QueuePanel, notice
from web.agent.quote_panel import QuotePanel
from web.agent.shop_panel import ShopPanel
from web.agent.talk_panel import TalkPanel

_CLOCK_SECONDS = 15.0
_TABS = {"KeyB": "Brief", "KeyP": "Products", "KeyQ": "Quote", "KeyN": "Notes"}
_MOVES_QUEUE = {ChangeKind.HANDOFF, ChangeKind.MESSAGE, ChangeKind.READ}


class DeskPage:
    """One agent's open page."""

    def __init__(self, parts: Parts, who: StaffMember) -> None:
        self._parts, self._who = parts, who
        self._client = ui.context.client
        self._chosen: str | None = None
        self._entries: list[Entry] = []
        self._waiting = -1
        self._drawn: object = None
        # One after the other: what was read first would else be drawn last, over what is newer.
        self._drawing = asyncio.Lock()
        with box("div", "desk") as self._desk:
            self._header()
            with box("section", "left", aria_label="Queue", tabindex="0"):
                text("h2", "Queue", "title pad")
                self._queue = QueuePanel(who)
            with box("section", "middle", aria_label="Talk"):
                self._talk = TalkPanel(parts, who, self.refresh, self._leave)
            with box("section", "right", aria_label="Tools", tabindex="0"):
                self._tools()

    async def start(self, chosen: str | None) -> None:
        """Draw, and go on as things happen while the page is open."""
        await self._seen()
        ui.on("desk-key", self._key)
        ui.on(CHOOSE, self._pick)
        await self.refresh()
        if chosen:
            await self.choose(chosen)
        # Waiting times grow by themselves; all else comes with the news.
        ui.timer(_CLOCK_SECONDS, self._draw_queue)
        ui.timer(self._parts.rules.gone_after.total_seconds() / 4, self._stay)
        listening = background_tasks.create(self._listen(), name="desk listens")
        ui.context.client.on_delete(listening.cancel)

    async def _listen(self) -> None:
        with self._parts.live.listening() as ear:
            while True:
                heard = await ear.news()
                with self._desk:
                    await self._hear(heard)

    async def _hear(self, heard: Sequence[Change]) -> None:
        """Do only what the news call for: most of them are about conversations that no person is called to.

        Without any it is to look around: something may have come between drawing and listening.
        """
        if not heard:
            await self.refresh()
        queued = {entry.handoff.conversation_id for entry in self._entries}
        mine = self._talk.handoff.conversation_id if self._talk.handoff else None
        if any(
            one.kind is ChangeKind.HANDOFF or (one.conversation_id in queued and one.kind in _MOVES_QUEUE)
            for one in heard
        ):
            await self._draw_queue()
        here = [one for one in heard if one.conversation_id == mine]
        kinds = {one.kind for one in here}
        if kinds & {ChangeKind.HANDOFF, ChangeKind.NOTE, ChangeKind.QUOTE}:
            await self._show_chosen()
        if ChangeKind.MESSAGE in kinds or not heard:
            await self._talk.catch_up()
        if Change(mine or "", ChangeKind.TYPING, Reader.CUSTOMER.value) in here:
            self._talk.customer_types()
        elif ChangeKind.READ in kinds:
            await self._talk.show_marks()

    async def refresh(self) -> None:
        """Bring everything to how it stands now."""
        await self._draw_queue()
        await self._show_chosen()

    async def _draw_queue(self) -> None:
        async with self._drawing:
            self._entries = await asyncio.to_thread(self._read_queue)
            counted = await asyncio.to_thread(self._parts.store.handoffs.count)
            self._queue.draw(self._entries, self._chosen, self._parts.clock(), counted)
            waiting = counted[HandoffState.WAITING]
            if waiting != self._waiting:
                rose = 0 <= self._waiting < waiting
                self._waiting = waiting
                notice(waiting, rose)

    def _read_queue(self) -> list[Entry]:
        parts, me = self._parts, self._who.username
        found = parts.desk.queue()
        facts = parts.store.overview.queue([one.conversation_id for one in found])
        load = sum(one.state is HandoffState.LIVE and one.agent == me for one in found)
        now, rules = parts.clock(), parts.rules
        return [
            Entry(
                one,
                facts[one.conversation_id],
                rules.holds_back(me, one, language=facts[one.conversation_id].locale, load=load, now=now),
            )
            for one in found
            if one.conversation_id in facts
        ]

    async def _show_chosen(self) -> None:
        async with self._drawing:
            if (chosen := self._chosen) is None:
                return
            try:
                brief = await asyncio.to_thread(self._parts.desk.brief, chosen)
            except NotFoundError:
                if chosen == self._chosen:
                    self._leave()
                return
            bare = self._talk.is_bare(chosen)
            # Who left it or chose another meanwhile draws that.
            if chosen == self._chosen and (brief, bare) != self._drawn:
                self._drawn = brief, bare
                await self._show(brief, bare)

    async def _show(self, brief: Brief, bare: bool) -> None:
        await self._talk.show(brief)
        skus = brief.standing.conversation.basket.skus | {sku for one in brief.offers for sku, _, _ in one.items}
        products = await asyncio.to_thread(self._parts.store.catalogue.many, sorted(skus))
        if self._chosen != brief.handoff.id:
            return
        mine = self._talk.is_mine
        self._brief.draw(brief, products, bare=bare, mine=mine)
        self._notes.draw(brief)
        await self._shop.draw(brief, mine)
        await self._quote.draw(brief, mine)

    async def choose(self, handoff_id: str) -> None:
        """Open that conversation."""
        try:
            await asyncio.to_thread(self._parts.desk.look, handoff_id, self._who)
        except NotFoundError:
            return
        self._chosen, self._drawn = handoff_id, None
        # The pressed card is drawn anew meanwhile; the desk stays.
        with self._desk:
            self._desk.classes(add="talking")
            ui.run_javascript(f"goeswithDesk.chosen({handoff_id!r})")
            await self.refresh()

    def _leave(self) -> None:
        self._chosen, self._drawn = None, None
        self._desk.classes(remove="talking")
        self._talk.show_nothing()
        self._brief.clear()
        ui.run_javascript("goeswithDesk.chosen('')")

    async def _pick(self, event: object) -> None:
        with self._desk:
            await self.choose(str(getattr(event, "args", "")))

    async def _key(self, event: object) -> None:
        with self._desk:
            await self._press(str(getattr(event, "args", "")))

    async def _press(self, code: str) -> None:
        acts = {
            "KeyC": self._claim,
            "KeyR": self._talk.reply,
            "KeyT": self._talk.pass_on,
            "KeyG": self._talk.give_back,
            "KeyX": self._talk.close,
        }
        if code in _TABS:
            self._tabs.set_value(_TABS[code])
        elif code in acts:
            await acts[code]()
        elif code == "Slash":
            await show_shortcuts()
        elif code.startswith("Digit") and 0 < int(code[-1]) <= len(self._queue.order):
            await self.choose(self._queue.order[int(code[-1]) - 1])

    async def _claim(self) -> None:
        waiting = [one for one in self._entries if one.handoff.state is HandoffState.WAITING and not one.held_back]
        if self._chosen is None and waiting:
            await self.choose(waiting[0].handoff.id)
        if self._chosen is not None:
            await self._talk.claim()

    async def _stay(self) -> None:
        # The page outlives its browser for a moment; its agent is no longer there.
        if self._client.has_socket_connection:
            await self._seen()

    async def _seen(self) -> None:
        await asyncio.to_thread(self._parts.desk.here, self._who)

    def _tools(self) -> None:
        names = list(_TABS.values())
        with ui.tabs(value=names[0]).props("dense no-caps inline-label align=justify").classes("tabs") as self._tabs:
            for name in names:
                ui.tab(name)
        # On a phone what is built has more room than what is only read.
        self._tabs.on_value_change(self._make_room)
        with ui.tab_panels(self._tabs, value=names[0], animated=False, keep_alive=True).classes("tools"):
            with ui.tab_panel("Brief"):
                self._brief = BriefPanel(self._parts, self._to_quote)
            with ui.tab_panel("Products"):
                self._shop = ShopPanel(self._parts, self._who, self._add, self._talk.tell)
            with ui.tab_panel("Quote"):
                self._quote = QuotePanel(self._parts, self._who, self._talk.tell)
            with ui.tab_panel("Notes"):
                self._notes = NotesPanel(self._parts, self._who, self._talk.tell)

    def _make_room(self) -> None:
        building = self._tabs.value in (_TABS["KeyP"], _TABS["KeyQ"])
        self._desk.classes(add="building" if building else "", remove="" if building else "building")
        ui.run_javascript("goeswithDesk.tool()")

    def _add(self, sku: str) -> None:
        self._quote.add(sku)
        self._tabs.set_value("Quote")

    def _to_quote(self, basket: object) -> None:
        self._quote.take(basket)  # type: ignore[arg-type]
        self._tabs.set_value("Quote")

    def _header(self) -> None:
        with box("header", "top"):
            text("h1", "Desk")
            text("span", self._who.username, "who")
            button("Sound and notices", lambda: ui.run_javascript("goeswithDesk.ask()"), "wide")
            button("Report", lambda: ui.navigate.to("/agent/report"))
            button("Log out", _log_out)


def _log_out() -> None:
    session.forget()
    ui.navigate.to("/agent")
