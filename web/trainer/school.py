"""The school: five rooms under one header, one shown at a time."""

from typing import Any

from nicegui import ui

from chat.parts import Parts
from sales.ports import StaffMember
from training.office import Office
from web.agent import session
from web.agent.elements import box, button, text
from web.trainer.answers_room import AnswersRoom
from web.trainer.data_room import DataRoom
from web.trainer.inbox_room import InboxRoom
from web.trainer.models_room import ModelsRoom
from web.trainer.try_room import TryRoom

_ROOMS = (
    ("Inbox", InboxRoom),
    ("Try it", TryRoom),
    ("Data", DataRoom),
    ("Models", ModelsRoom),
    ("Answers", AnswersRoom),
)


class School:
    """One trainer's open page."""

    def __init__(self, parts: Parts, who: StaffMember) -> None:
        self._office, self._who = Office(parts), who
        self._parts = parts
        self._doors: dict[str, ui.element] = {}
        with box("div", "school"):
            with box("header", "top"):
                text("h1", "School")
                with box("nav", "doors", aria_label="Rooms"):
                    for name, _ in _ROOMS:
                        self._doors[name] = button(name, lambda name=name: self._enter(name))
                text("span", who.username, "who")
                button("Log out", _log_out)
            self._place = box("div", "room")

    async def start(self) -> None:
        """Begin in the inbox."""
        await self._enter("Inbox")

    async def _enter(self, wanted: str) -> None:
        for name, door in self._doors.items():
            if name == wanted:
                door._props["aria-current"] = "page"
            else:
                door._props.pop("aria-current", None)
            door.update()
        self._place.clear()
        with self._place:
            room: Any = dict(_ROOMS)[wanted](self._office, self._parts, self._who)
            await room.start()


def _log_out() -> None:
    session.forget()
    ui.navigate.to("/trainer")
