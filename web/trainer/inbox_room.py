"""The inbox: what was misunderstood on the left, one of it with what to do about it on the right."""

import asyncio
from typing import Any

from nicegui import events, ui

from chat.parts import Parts
from sales.errors import UnavailableError
from sales.ports import StaffMember
from training.inbox import Group, Trouble
from training.office import Office
from web.agent.elements import box, text
from web.trainer.lesson_panel import LessonPanel
from web.trainer.wording import TROUBLES, attempt, named, share, tell

_SHOWN = 100


class InboxRoom:
    """The groups, with the chosen one open."""

    def __init__(self, office: Office, parts: Parts, who: StaffMember) -> None:
        self._office, self._parts, self._who = office, parts, who
        self._groups: list[Group] = []
        self._place = 0
        self._trouble, self._search = "", ""
        self._done: list[int] = []
        self._at_work = asyncio.Lock()

    async def start(self) -> None:
        """Draw the room and listen to the keyboard."""
        with box("div", "inbox"):
            with box("section", "side", aria_label="Messages"):
                text("h2", "Inbox", "title")
                self._filters()
                self._count = text("p", "", "quiet", role="status")
                self._list = box("ul", "groups")
            with box("section", "work", aria_label="Correct"):
                acts = (self._taught, self._skip, self._undo)
                self._panel = LessonPanel(self._office, self._who, *acts, at_work=self._at_work)
        ui.keyboard(on_key=self._key, ignore=["input", "select", "textarea"])
        await self._load()

    def _filters(self) -> None:
        with box("div", "filters"):
            search = ui.input(label="Search, then Enter").props("outlined dense clearable maxlength=200")
            search.on("keydown.enter", lambda: self._find(search.value or ""))
            search.on("clear", lambda: self._find(""))
            choices = {"": "everything", **{one.value: TROUBLES[one] for one in Trouble}}
            picked = ui.select(choices, value="", label="Why").props("outlined dense")
            picked.on_value_change(lambda event: self._only(event.value or ""))

    async def _find(self, words: str) -> None:
        self._search = words
        await self._load()

    async def _only(self, trouble: str) -> None:
        self._trouble = trouble
        await self._load()

    async def _load(self) -> None:
        self._count.text = "Reading…"
        try:
            self._groups = await self._office.groups(trouble=self._trouble, search=self._search)
        except UnavailableError:
            self._groups = []
            self._count.text = "The assistant is down; the inbox is read as soon as it is back."
            return
        self._place = 0
        await self._draw()

    async def _draw(self) -> None:
        opened = self._groups[self._place] if self._groups else None
        review = self._office.inbox.around
        around = opened and await attempt(lambda: asyncio.to_thread(review, opened.message_id))
        # All at once from here on: a quick key must not meet the next card beside the sentence before.
        left = len(self._groups)
        is_narrow = self._search or self._trouble
        nothing = "Nothing of that kind; look at everything." if is_narrow else "Nothing to look at. Well taught."
        self._count.text = f"{left} to look at, most telling first" if left else nothing
        self._list.clear()
        with self._list:
            for place, group in enumerate(self._groups[:_SHOWN]):
                with box("li"):
                    self._card(place, group)
        if opened is not None:
            self._panel.show(opened, around or [])
        else:
            self._panel.show_nothing()

    def _card(self, place: int, group: Group) -> None:
        card = box("button", "card", type="button")
        if place == self._place:
            card._props["aria-current"] = "true"
        card.on("click", lambda: self._choose(place))
        with card:
            text("span", group.text, "name")
            guess = (
                f"{named(group.guesses[0].intent)} {share(group.guesses[0].confidence)}" if group.guesses else "nothing"
            )
            text("span", guess, "since")
            often = f"{group.count} times, " if group.count > 1 else ""
            text("span", often + ", ".join(TROUBLES[one] for one in group.troubles), "why")

    async def _choose(self, place: int) -> None:
        """Open that group; the open one stays as it is, with all that was marked in it."""
        if 0 <= place < len(self._groups) and place != self._place:
            self._place = place
            await self._draw()

    async def _taught(self, correction_id: int, group: Group | None) -> None:
        self._done.append(correction_id)
        if group is not None:
            await self._settled(group)

    async def _settled(self, group: Group) -> None:
        """It leaves the list; the next one opens in its place, unless another was opened meanwhile."""
        opened = self._groups[self._place].id if self._groups else ""
        self._groups = [one for one in self._groups if one.id != group.id]
        places = [place for place, one in enumerate(self._groups) if one.id == opened]
        self._place = places[0] if places else min(self._place, max(0, len(self._groups) - 1))
        await self._draw()

    async def _skip(self) -> None:
        if not self._groups:
            return
        group = self._groups[self._place]
        texts = list(group.texts)
        skip, now = self._office.corrections.skip, self._parts.clock()
        made = await attempt(lambda: asyncio.to_thread(skip, texts, self._who.username, now))
        if made is not None:
            self._done.append(made.id)
            await self._settled(group)

    async def _undo(self) -> None:
        """Take back the latest that is not taken back yet, as often as it is asked for."""
        if not self._done:
            tell("There is nothing to take back here.", bad=True)
            return
        undo, last = self._office.corrections.undo, self._done.pop()

        async def back() -> bool:
            await asyncio.to_thread(undo, last, self._who.username, self._parts.clock())
            return True

        if await attempt(back):
            tell("Taken back.")
            await self._load()

    async def _key(self, event: events.KeyEventArguments) -> None:
        if not event.action.keydown or event.action.repeat or event.modifiers.ctrl or event.modifiers.meta:
            return
        key = str(event.key)
        moves: dict[str, Any] = {
            "j": lambda: self._choose(self._place + 1),
            "k": lambda: self._choose(self._place - 1),
            "s": self._skip,
            "n": self._panel.not_for_us,
            "u": self._undo,
        }
        # One after the other: who types ahead of a slow disk means the sentence that comes next.
        async with self._at_work:
            if key in moves:
                await moves[key]()
            elif key in "12345":
                await self._panel.take(int(key) - 1)
