"""Try it: what the assistant understands of a sentence now, and the training sentences that made it think so."""

from collections.abc import Mapping
from typing import Any

from nicegui import ui

from chat.parts import Parts
from chat.text import clean
from sales.ports import StaffMember
from training.office import Office
from web.agent.elements import box, button, text
from web.trainer.wording import attempt, named, share


class TryRoom:
    """One box to write in, and the reading below."""

    def __init__(self, office: Office, parts: Parts, who: StaffMember) -> None:
        self._office, self._parts = office, parts

    async def start(self) -> None:
        """Draw the room."""
        with box("section", "page"):
            text("h2", "Try it", "title")
            text("p", "Nothing said here reaches a conversation.", "quiet")
            with box("div", "asking"):
                self._field = ui.input(label="A sentence").props("outlined maxlength=4000").classes("words")
                self._field.on("keydown.enter", self._ask)
                button("Understand", self._ask, "main")
            self._place = box("div", "reading", role="status")

    async def _ask(self) -> None:
        said = (self._field.value or "").strip()

        async def read() -> Mapping[str, Any]:
            return await self._parts.assistant.understand(clean(said))

        found = await attempt(read)
        if found is None:
            return
        self._place.clear()
        with self._place:
            for part in found["parts"]:
                _show(part)
            mood = found["mood"]
            text("p", f"Sounds {mood['label']} (unhappy {share(mood['unhappy'])}).")
            text("h3", "Because these sentences of the training data are nearest", "group-title")
            place = box("ul", "nearest")
            with place, box("li"):
                text("span", "Looking; the first time takes up to a minute…", "quiet")
        near = await attempt(lambda: self._office.nearest(clean(said)))
        if place.is_deleted:
            return  # Something else was asked, or the room was left.
        place.clear()
        with place:
            for one in near or ():
                with box("li"):
                    text("span", one.text, "words")
                    text("span", f"{named(one.intent)}, near {share(one.near)}, {one.place}", "quiet")


def _show(part: Mapping[str, Any]) -> None:
    intent = part["intent"]
    text("h3", f"“{part['text']}”", "group-title")
    text(
        "p",
        f"{named(intent['name'] or 'nothing')}: {share(intent['confidence'])} sure, in scope {share(part['in_scope'])}",
    )
    with box("ul", "ranking"):
        for one in part["intent_ranking"]:
            with box("li"):
                text("span", named(one["name"]), "name")
                bar = box("span", "bar", aria_hidden="true")
                bar.style(f"--share:{one['confidence']:.3f}")
                text("span", share(one["confidence"]), "quiet")
    found = [f"{one['entity']}: {one.get('text') or one.get('value')}" for one in part["entities"]]
    if found:
        text("p", "Found: " + "; ".join(found))
