"""What a trainer corrects, as small changes of the files: one line into the right list, an old one out of the wrong."""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from sales.errors import InvalidError
from sales.teaching import Correction, CorrectionKind, Review
from training import files
from training.files import Landed, Rewrite
from training.language import (
    MOODS,
    Block,
    blocks_in,
    example_in,
    intents_by_skill,
    marked,
    mood_file,
    nlu_files,
    plain,
    read_blocks,
)
from training.masking import key, settle_key
from training.new_intent import NewIntent, new_intent_rewrites

OUTSIDE = "out_of_scope"
_LONGEST = 400


@dataclass(frozen=True)
class Lesson:
    """What a sentence should have meant; `text` is masked and unmarked, entities have `entity`, `start`, `end`.

    `also` are look-alikes that mean the same and hold nothing to mark; `settles` need no look any more.
    """

    text: str
    intent: str = ""
    entities: tuple[Mapping[str, Any], ...] = ()
    mood: str = ""
    new: NewIntent | None = None
    also: tuple[str, ...] = ()
    settles: tuple[str, ...] = field(default=(), compare=False)


class Corrections:
    """Corrections into the files of `project`, remembered by `review`."""

    def __init__(self, review: Review, project: Path) -> None:
        self._review = review
        self._project = project

    def preview(self, lesson: Lesson) -> str:
        """The diff that this lesson would make."""
        return files.preview(self._project, rewrites_of(self._project, lesson))

    def teach(self, lesson: Lesson, trainer: str, now: datetime) -> tuple[Correction, Landed]:
        """Write the lesson into the files and remember it; `InvalidError` tells what is wrong with it."""
        rewrites = rewrites_of(self._project, lesson)
        said = lesson.intent or lesson.mood
        landed = files.land(self._project, rewrites, trainer=trainer, subject=f"Teach {said}: {_short(lesson.text)}")
        kind = CorrectionKind.INTENT if lesson.new else CorrectionKind.EXAMPLE if lesson.intent else CorrectionKind.MOOD
        details = {"intent": lesson.intent, "mood": lesson.mood, "diff": landed.diff, "commit": landed.commit}
        made = Correction(kind, lesson.text, trainer, now, details, landed.edits)
        return self._review.keep(made, _keys(lesson)), landed

    def skip(self, texts: Sequence[str], trainer: str, now: datetime) -> Correction:
        """Put messages away that teach nothing."""
        made = Correction(CorrectionKind.SKIP, texts[0] if texts else "", trainer, now)
        return self._review.keep(made, [settle_key(text) for text in texts])

    def undo(self, correction_id: int, trainer: str, now: datetime) -> Landed | None:
        """Take a correction back, in the files too; None where it was not in any."""
        correction = self._review.correction(correction_id)
        landed = None
        if correction.edits and correction.undone_at is None:
            subject = f"Take back: {_short(correction.text)}"
            rewrites = files.backwards(correction.edits)
            landed = files.land(self._project, rewrites, trainer=trainer, subject=subject)
        self._review.undo(correction_id, now)
        if correction.kind is CorrectionKind.SYNONYM:
            self._review.forget_synonym(correction.details["word"], correction.details["means"])
        return landed


def rewrites_of(project: Path, lesson: Lesson) -> dict[str, Rewrite]:
    """The rewrites by file; `InvalidError` for a lesson that teaches nothing or cannot be written."""
    text = _checked(lesson.text)
    if not lesson.intent and not lesson.mood:
        raise InvalidError("Choose what the sentence means, or how it sounds.")
    rewrites: dict[str, Rewrite] = {}
    if lesson.intent:
        line = marked(text, [dict(one) for one in lesson.entities])
        also = [_checked(one) for one in lesson.also if key(one) != key(text)]
        rewrites |= _intent_rewrites(project, lesson, [line, *also])
    if lesson.mood:
        if lesson.mood not in MOODS:
            raise InvalidError(f"A mood is one of {', '.join(MOODS)}, not {lesson.mood}.")
        rewrites |= {_place(project, mood_file(project, mood)): _into(mood, text, lesson.mood) for mood in MOODS}
    return rewrites


def _intent_rewrites(project: Path, lesson: Lesson, lines: Sequence[str]) -> dict[str, Rewrite]:
    if lesson.new is not None:
        return new_intent_rewrites(project, lesson.new, lines)
    skills = intents_by_skill(project)
    if not any(lesson.intent in intents for intents in skills.values()):
        raise InvalidError(f"There is no intent {lesson.intent} in data/nlu.")
    return {
        _place(project, path): _into_intents(_place(project, path), lines, lesson.intent)
        for path in nlu_files(project)
        if lesson.intent in skills[path.stem] or _holds(project, path, lines)
    }


def _holds(project: Path, path: Path, lines: Sequence[str]) -> bool:
    wanted = {key(plain(line)) for line in lines}
    return any(_key_in(one) in wanted for block in read_blocks(path, project) for one in block.lines)


def _into_intents(place: str, examples: Sequence[str], intent: str) -> Rewrite:
    """Into the intent's list where it is in this file, out of every other list: a sentence has one meaning."""

    def rewrite(before: str) -> str:
        for line in examples:
            lines = before.splitlines()
            for block in reversed(blocks_in(before.encode(), place)):
                wanted = line if block.name == intent else None
                lines[block.first - 1 : block.first - 1 + len(block.lines)] = _listed(block, plain(line), wanted)
            before = "\n".join(lines) + "\n"
        return before

    return rewrite


def _into(mood: str, line: str, wanted: str) -> Rewrite:
    place = f"data/mood/{mood}.yml"

    def rewrite(before: str) -> str:
        lines = before.splitlines()
        for block in blocks_in(before.encode(), place):
            listed = _listed(block, line, line if mood == wanted else None)
            lines[block.first - 1 : block.first - 1 + len(block.lines)] = listed
        return "\n".join(lines) + "\n"

    return rewrite


def _listed(block: Block, text: str, line: str | None) -> list[str]:
    """The block's lines without other wordings of the same words, and with `line` in its sorted place."""
    wanted = key(text)
    if line is not None and any(example_in(one) == line for one in block.lines):
        return list(block.lines)
    kept = [one for one in block.lines if _key_in(one) != wanted or not example_in(one)]
    if line is None:
        return kept if kept else list(block.lines)
    place = _sorted_place(kept, line)
    return [*kept[:place], f"{block.indent}- {line}", *kept[place:]]


def _sorted_place(lines: Sequence[str], line: str) -> int:
    """Within the sorted end of the list: what people wrote above keeps its order, taught sentences stay sorted."""
    start = len(lines)
    while start > 1 and _rank(lines[start - 2]) <= _rank(lines[start - 1]):
        start -= 1
    return max(start - 1, 0) + bisect_left([_rank(one) for one in lines[max(start - 1, 0) :]], line.casefold())


@lru_cache(maxsize=32_768)
def _key_in(line: str) -> str:
    """What makes the sentence of one line the same as another; the files' lines stay the same but for one."""
    return key(plain(example_in(line)))


def _rank(line: str) -> str:
    return example_in(line).casefold()


def _checked(text: str) -> str:
    text = re.sub(r"\s+", " ", text).strip()
    if not text:
        raise InvalidError("The sentence is empty.")
    if len(text) > _LONGEST:
        raise InvalidError(f"A sentence to learn from has at most {_LONGEST} characters; this one has {len(text)}.")
    if text.startswith(("- ", "#")) or "](" in text:
        raise InvalidError("The sentence begins or is written like a line of the file; write it as a customer would.")
    return text


def _keys(lesson: Lesson) -> list[str]:
    return [settle_key(text) for text in (lesson.text, *lesson.also, *lesson.settles)]


def _place(project: Path, path: Path) -> str:
    return path.relative_to(project).as_posix()


def _short(text: str) -> str:
    return text if len(text) <= 50 else f"{text[:49]}…"
