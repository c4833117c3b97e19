"""The words that the assistant says: each answer with its wordings, checked, and seen in the widget."""

import asyncio
import json
from collections.abc import Sequence

from nicegui import ui

from chat.parts import Parts
from sales.errors import InvalidError
from sales.ports import StaffMember
from training.office import Office
from training.responses import FEWEST, Response, check_wordings
from web.agent.elements import box, button, text
from web.trainer.examples import filled
from web.trainer.wording import attempt, named, show_diff

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
            with self._work:
                text("p", "Choose an answer: its wordings stand here, as the customer reads them.", "quiet")
        await self._read()
        self._list(search.value or "")

    async def _read(self) -> None:
        self._answers = await attempt(lambda: asyncio.to_thread(self._office.read_responses)) or []

    def _list(self, words: str) -> None:
        wanted = words.casefold()
        found = [one for one in self._answers if wanted in _searched(one)]
        self._cards.clear()
        with self._cards:
            for answer in found[:_SHOWN]:
                with box("li"):
                    card = box("button", "card", type="button").on("click", lambda answer=answer: self._edit(answer))
                    with card:
                        text("span", named(answer.name.removeprefix("utter_")), "name")
                        text("span", answer.wordings[0] if answer.wordings else "", "why")
            if not found or len(found) > _SHOWN:
                more = f"{len(found) - _SHOWN} more: search for some of their words." if found else "None has that."
                text("li", more, "quiet more")

    def _edit(self, answer: Response) -> None:
        self._work.clear()
        with self._work, box("div", "lesson"):
            text("h3", answer.name, "group-title")
            said = ", ".join(f"{{{name}}}" for name in answer.variables) or "none"
            text(
                "p",
                f"Filled in by the shop: {said}. At least {FEWEST} wordings; a customer hears one of them.",
                "quiet",
            )
            with box("div", "writing"):
                with box("div", "wordings"):
                    fields = [_field(place, words) for place, words in enumerate((*answer.wordings, ""), 1)]
                    wrong = text("p", "", "told", role="status")
                    choices = box("div", "choices")
                    after = box("div", "after", role="status")
                with box("section", aria_label="Preview"):
                    text("h3", "As the customer reads it", "group-title")
                    shown = box("goeswith-preview")

            def wordings() -> list[str]:
                return [(field.value or "").strip() for field in fields if (field.value or "").strip()]

            def draw() -> None:
                shown.props["data-wordings"] = json.dumps([filled(one) for one in wordings()])
                wrong.set_text(_wrong(wordings(), answer))

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
            with choices:
                button("Save", save, "main")


def _field(place: int, words: str) -> ui.textarea:
    label = f"Wording {place}" if words else "One more wording"
    return ui.textarea(label=label, value=words).props("outlined autogrow maxlength=600").classes("words")


def _searched(answer: Response) -> str:
    """Its name as the files and as the list have it, and its words."""
    return f"{answer.name} {named(answer.name)} {' '.join(answer.wordings)}".casefold()


def _wrong(wordings: Sequence[str], answer: Response) -> str:
    """What would be refused, in its own sentence; "" where nothing would."""
    try:
        check_wordings(wordings, answer.variables)
    except InvalidError as error:
        return str(error)
    return ""
