"""The words that the assistant says: wordings and variables checked, changed line by line in domain.yml."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sales.errors import InvalidError, NotFoundError
from sales.teaching import Correction, CorrectionKind, Review
from training import files
from training.files import Landed, Rewrite
from training.language import domain_in, read_domain, yaml_scalar

FEWEST = 3
_VARIABLE = re.compile(r"\{(\w+)\}")
_LONGEST = 600


@dataclass(frozen=True)
class Response:
    """One answer with its wordings and the variables that the code fills in; `line` is its place in domain.yml."""

    name: str
    wordings: tuple[str, ...]
    variables: tuple[str, ...]
    line: int


def read_responses(project: Path) -> list[Response]:
    """Every answer of domain.yml, in its order."""
    tree = read_domain(project)
    return [
        _response(name, variants, tree["responses"].lc.key(name)[0] + 1) for name, variants in tree["responses"].items()
    ]


def check_wordings(wordings: Sequence[str], known: Sequence[str]) -> None:
    """`InvalidError` with the first thing that is wrong: too few, alike, shouting, a variable nobody fills in."""
    texts = [text.strip() for text in wordings]
    if len(texts) < FEWEST or not all(texts):
        raise InvalidError(f"An answer has at least {FEWEST} wordings, none of them empty.")
    starts = [" ".join(text.casefold().split()[:3]) for text in texts]
    for place, start in enumerate(starts):
        if start in starts[:place]:
            raise InvalidError(f"Wordings {starts.index(start) + 1} and {place + 1} begin alike: “{start} …”.")
    for place, text in enumerate(texts, 1):
        if "!" in text:
            raise InvalidError(f"Wording {place} shouts; leave the exclamation mark out.")
        if len(text) > _LONGEST or "\n" in text:
            raise InvalidError(f"Wording {place} is one line of at most {_LONGEST} characters.")
        strange = set(_VARIABLE.findall(text)) - set(known)
        if strange:
            said = f"it may use {', '.join(sorted(known))}" if known else "this answer has none"
            raise InvalidError(f"Wording {place} uses {{{sorted(strange)[0]}}}, which nobody fills in; {said}.")
        if _VARIABLE.sub("", text).count("{") or _VARIABLE.sub("", text).count("}"):
            raise InvalidError(f"Wording {place} has a brace without its partner.")


class Responses:
    """Changes the words of answers in `project`, remembered by `review`."""

    def __init__(self, review: Review, project: Path) -> None:
        self._review = review
        self._project = project

    def preview(self, name: str, wordings: Sequence[str]) -> str:
        """The diff that these wordings would make."""
        return files.preview(self._project, {"domain.yml": self._rewrite(name, wordings)})

    def save(self, name: str, wordings: Sequence[str], trainer: str, now: datetime) -> tuple[Correction, Landed]:
        """Write the wordings of one answer; buttons stay with their wording. Spoken from the next promoted model on."""
        rewrites = {"domain.yml": self._rewrite(name, wordings)}
        landed = files.land(self._project, rewrites, trainer=trainer, subject=f"Reword {name}")
        details = {"response": name, "diff": landed.diff, "commit": landed.commit}
        made = Correction(CorrectionKind.RESPONSE, name, trainer, now, details, landed.edits)
        return self._review.keep(made, ()), landed

    def _rewrite(self, name: str, wordings: Sequence[str]) -> Rewrite:
        known = {one.name: one for one in read_responses(self._project)}
        if name not in known:
            raise NotFoundError(f"There is no answer {name} in domain.yml.")
        texts = [text.strip() for text in wordings]
        check_wordings(texts, known[name].variables)
        return lambda before: _reworded(before, name, texts)


def _response(name: str, variants: Any, line: int) -> Response:
    wordings = tuple(str(one.get("text", "")) for one in variants)
    variables = sorted({found for text in wordings for found in _VARIABLE.findall(text)})
    return Response(str(name), wordings, tuple(variables), line)


def _reworded(before: str, name: str, texts: Sequence[str]) -> str:
    """Only the `text:` lines change; a new wording comes last, one too many goes with its buttons."""
    lines, variants = before.splitlines(), domain_in(before.encode())["responses"][name]
    starts = [variants.lc.item(place)[0] for place in range(len(variants))]
    end = _end_of(lines, starts[-1])
    pieces = [lines[start:stop] for start, stop in zip(starts, [*starts[1:], end], strict=True)]
    margin = re.match(r" *- ", pieces[0][0])
    dash = margin[0] if margin else "    - "
    made: list[str] = []
    for place, text in enumerate(texts):
        piece = pieces[place] if place < len(pieces) else []
        old = str(variants[place].get("text", "")) if place < len(pieces) else None
        made += piece if old == text else [f"{dash}text: {yaml_scalar(text)}", *_beside_text(piece)]
    return "\n".join([*lines[: starts[0]], *made, *lines[end:]]) + "\n"


def _beside_text(piece: Sequence[str]) -> list[str]:
    """What a variant has beside its text: buttons and the like, from the first other key on."""
    margin = (len(piece[0]) - len(piece[0].lstrip(" ")) + 2) if piece else 0
    for place, line in enumerate(piece[1:], 1):
        if re.match(rf" {{{margin}}}\w+:", line):
            return list(piece[place:])
    return []


def _end_of(lines: Sequence[str], start: int) -> int:
    """The line after the last variant, which begins in line `start`; blank lines below belong to what follows."""
    margin, end = len(lines[start]) - len(lines[start].lstrip(" ")), start + 1
    for place in range(start + 1, len(lines)):
        line = lines[place]
        if line.strip() and len(line) - len(line.lstrip(" ")) <= margin:
            break
        end = place + 1 if line.strip() else end
    return end
