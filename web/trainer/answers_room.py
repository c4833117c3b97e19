"""The words that the assistant says: each answer with its wordings, checked, and seen as the customer would."""

import asyncio
import re

from nicegui import ui

from chat.parts import Parts
from sales.ports import StaffMember
from training.office import Office
from training.responses import Response
from web.agent.elements import box, button, text
from web.trainer.wording import attempt, named, show_diff

_EXAMPLES = {"name": "Aurora X2", "price": "€499.00", "count": "3", "need": "A camera for football", "limit": "€800.00"}
_SHOWN = 60


class AnswersRoom:
    """The list on the left, one answer open on the right."""

    def __init__(self, office: Office, parts: Parts, who: StaffMember) -> None:
        self._office, self._parts, self._who = office, parts, who
        self._answers: list[Response] = []

    async def start(self) -> None:
        """Draw the room."""
        with box("div", "inbox"):
            with box("section", "side", aria_label="Answers"):
                text("h2", "Answers", "title")
                search = ui.input(label="Search").props("outlined dense clearable maxlength=200").classes("find")
                search.on_value_change(lambda event: self._list(event.value or ""))
                self._cards = box("ul", "groups")
            self._work = box("section", "work", aria_label="Wordings")
        await self._read()
        self._list("")

    async def _read(self) -> None:
        self._answers = await attempt(lambda: asyncio.to_thread(self._office.read_responses)) or []

    def _list(self, words: str) -> None:
        wanted = words.casefold()
        found = [one for one in self._answers if wanted in f"{one.name} {' '.join(one.wordings)}".casefold()]
        self._cards.clear()
        with self._cards:
            for answer in found[:_SHOWN]:
                with box("li"):
                    card = box("button", "card", type="button").on("click", lambda answer=answer: self._edit(answer))
                    with card:
                        text("span", named(answer.name.removeprefix("utter_")), "name")
                        text("span", answer.wordings[0] if answer.wordings else "", "why")

    def _edit(self, answer: Response) -> None:
        self._work.clear()
        with self._work, box("div", "lesson"):
            text("h3", answer.name, "group-title")
            said = ", ".join(f"{{{name}}}" for name in answer.variables) or "none"
            text("p", f"Filled in by the shop: {said}", "quiet")
            fields = []
            for place, words in enumerate((*answer.wordings, ""), 1):
                label = f"Wording {place}" if words else "One more wording"
                field = ui.textarea(label=label, value=words).props("outlined autogrow maxlength=600").classes("words")
                fields.append(field)
            text("h3", "As the customer reads it", "group-title")
            shown = box("div", "preview")
            after = box("div", "after", role="status")

            def wordings() -> list[str]:
                return [(field.value or "").strip() for field in fields if (field.value or "").strip()]

            def draw() -> None:
                shown.clear()
                with shown:
                    for one in wordings():
                        text("p", _filled(one), "bubble")

            async def save() -> None:
                keep, now = self._office.responses.save, self._parts.clock()
                done = await attempt(lambda: asyncio.to_thread(keep, answer.name, wordings(), self._who.username, now))
                if done is not None:
                    after.clear()
                    with after:
                        text("p", "Saved. Spoken as soon as a model is trained and promoted.", "taught")
                        show_diff(done[1].diff)
                    await self._read()

            for field in fields:
                field.on_value_change(draw)
            draw()
            with box("div", "choices"):
                button("Save", save, "main")


def _filled(words: str) -> str:
    return re.sub(r"\{(\w+)\}", lambda found: _EXAMPLES.get(found[1], found[1].replace("_", " ")), words)
