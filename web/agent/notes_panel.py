"""What agents tell each other about a conversation; the customer never sees it."""

import asyncio
from collections.abc import Callable

from nicegui import ui

from chat.briefing import Brief
from chat.parts import Parts
from sales.errors import GoeswithError
from sales.handoff.ports import ChangeKind
from sales.ports import StaffMember
from web.agent.elements import box, button, text


class NotesPanel:
    """The notes and a line to add one."""

    def __init__(self, parts: Parts, who: StaffMember, tell: Callable[..., None]) -> None:
        self._parts, self._who, self._tell = parts, who, tell
        self._brief: Brief | None = None
        with box("div", "panel"):
            self._list = box("ul", "notes")
            self._words = ui.textarea(label="Note for colleagues").props("outlined dense autogrow maxlength=2000")
            self._words.classes("words")
            button("Keep note", self._keep, "main")

    def draw(self, brief: Brief) -> None:
        """Show this conversation's notes."""
        self._brief = brief
        self._list.clear()
        with self._list:
            if not brief.notes:
                text("li", "No notes yet.", "quiet")
            for note in brief.notes:
                with box("li"):
                    text("p", f"{note.author}, {note.at:%d %b %H:%M}", "quiet")
                    text("p", note.text, "words")

    async def _keep(self) -> None:
        if self._brief is None or not (self._words.value or "").strip():
            return
        try:
            await asyncio.to_thread(self._parts.desk.note, self._brief.handoff.id, self._who, self._words.value)
        except GoeswithError as error:
            self._tell(error)
            return
        self._words.value = ""
        self._parts.desk.tell(self._brief.handoff, ChangeKind.NOTE)
