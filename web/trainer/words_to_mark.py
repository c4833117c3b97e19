"""A sentence as words to select: from one to another, then what they are."""

import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

from nicegui import ui

from training.inbox import LEARNED
from web.agent.elements import box, button, text
from web.trainer.wording import window

_WORD = re.compile(r"\w+(?:['\u2019.-]\w+)*")


class WordsToMark:
    """The sentence, its marks, and the words that are selected; it can be written anew."""

    def __init__(
        self, sentence: str, entities: Sequence[Mapping[str, Any]], changed: Callable[[], Awaitable[None]]
    ) -> None:
        self.text = sentence
        self._changed = changed
        self.marks: list[dict[str, Any]] = [dict(one) for one in entities]
        self._from: int | None = None
        self._to: int | None = None
        self._place = box("div", "sentence")
        self._draw()

    @property
    def selected(self) -> str:
        """The words that are selected now."""
        start, end = self._span() if self._from is not None else (0, 0)
        return self.text[start:end]

    def _draw(self) -> None:
        self._place.clear()
        with self._place:
            with box("p", "words", aria_label="The sentence, word by word"):
                done = 0
                for place, word in enumerate(self._words()):
                    text("span", self.text[done : word.start()])
                    self._word(place, word)
                    done = word.end()
                text("span", self.text[done:])
            with box("div", "choices marks", role="group", aria_label="Mark the selected words as"):
                for entity in LEARNED:
                    chosen = button(entity, lambda entity=entity: self._mark(entity), "small")
                    if self._from is None:
                        chosen._props["disabled"] = True
                button("no mark", self._unmark, "small")
                button("write anew", self._rewrite, "small")

    def _words(self) -> list[re.Match[str]]:
        return list(_WORD.finditer(self.text))

    def _word(self, place: int, word: re.Match[str]) -> None:
        mark = next((one for one in self.marks if one["start"] <= word.start() < one["end"]), None)
        is_chosen = self._from is not None and self._to is not None and self._from <= place <= self._to
        made = button(word[0], lambda: self._pick(place), f"word {mark['entity'] if mark else ''}")
        made._props["aria-pressed"] = "true" if is_chosen else "false"
        if mark:
            made._props["title"] = mark["entity"]

    def _pick(self, place: int) -> None:
        """The first click selects a word, the next one all between; a third begins anew."""
        if self._from is None or self._from != self._to:
            self._from = self._to = place
        else:
            self._from, self._to = min(self._from, place), max(self._from, place)
        self._draw()

    def _span(self) -> tuple[int, int]:
        words = self._words()
        assert self._from is not None and self._to is not None
        return words[self._from].start(), words[self._to].end()

    async def _mark(self, entity: str) -> None:
        if self._from is None:
            return
        start, end = self._span()
        self._clear(start, end)
        self.marks.append({"entity": entity, "start": start, "end": end})
        self._from = self._to = None
        self._draw()
        await self._changed()

    async def _unmark(self) -> None:
        start, end = self._span() if self._from is not None else (0, len(self.text))
        self._clear(start, end)
        self._from = self._to = None
        self._draw()
        await self._changed()

    def _clear(self, start: int, end: int) -> None:
        self.marks = [one for one in self.marks if one["end"] <= start or one["start"] >= end]

    def _rewrite(self) -> None:
        with window("Write it as a customer would") as dialog:
            field = ui.input(label="Sentence", value=self.text).props("outlined maxlength=400")

            async def keep() -> None:
                self.text, self.marks = " ".join((field.value or "").split()), []
                self._from = self._to = None
                dialog.close()
                self._draw()
                await self._changed()

            with box("div", "acts"):
                button("Cancel", dialog.close)
                button("Use it", keep, "main")
        dialog.open()
