"""Reading the language data before a training does, so that a mistake is told with its file and line."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from training.sources import ROOT

_NLU_KEYS = frozenset({"intent", "synonym", "lookup", "regex", "examples"})
_HALF_A_WORD = re.compile(r"\w\[[^\[\]]+\]\(\w+\)|\[[^\[\]]+\]\(\w+\)[^\W_]")
_MOODS = frozenset({"unhappy", "neutral", "happy"})


@dataclass(frozen=True)
class Problem:
    """What is wrong, and where; `line` counts from 1, 0 where the whole file is meant."""

    path: Path
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.text}" if self.line else f"{self.path}: {self.text}"


def check_data(
    root: Path = ROOT, *, only: Collection[Path] | None = None, instead: Mapping[Path, bytes] | None = None
) -> list[Problem]:
    """Every problem in domain.yml and data/ that would break or poison a training; empty when all is well.

    `only` leaves out the other files' own problems, `instead` gives files a content that is not written yet.
    """
    given = instead or {}
    problems: list[Problem] = []
    domain, broken = _tree_of(Path("domain.yml"), root, given)
    problems += broken
    intents: dict[str, tuple[str, Problem]] = {}
    known = {_name_of(intent) for intent in (domain or {}).get("intents") or []}
    for path in sorted((root / "data").rglob("*.yml")):
        place = path.relative_to(root)
        tree, broken = _tree_of(place, root, given)
        found = list(broken)
        if tree is not None:
            found += _check(place, tree, known, intents)
        if only is None or place in only or Path("domain.yml") in only:
            problems += found
    return problems


def _check(place: Path, tree: Any, known: set[str], seen: dict[str, tuple[str, Problem]]) -> Iterator[Problem]:
    if "mood" in place.parts:
        yield from _check_mood(place, tree)
    else:
        yield from _check_nlu(place, tree, known, seen)
        yield from _check_steps(place, tree, known)


def _tree_of(place: Path, root: Path, given: Mapping[Path, bytes]) -> tuple[Any, list[Problem]]:
    if place in given:
        return _parsed_once(given[place], place)
    try:
        return _parsed_once((root / place).read_bytes(), place)
    except FileNotFoundError:
        return None, [Problem(place, 0, "the file is missing")]


@lru_cache(maxsize=128)
def _parsed_once(raw: bytes, place: Path) -> tuple[Any, list[Problem]]:
    """The same content is read once in a process: a correction changes one file of two dozen."""
    return parse_tree(raw, place)


class _Broken(Exception):
    """A file that cannot be read as what it should be."""

    def __init__(self, line: int, text: str) -> None:
        super().__init__(text)
        self.line, self.text = line, text


def parse_tree(raw: bytes, place: Path) -> tuple[Any, list[Problem]]:
    """A file's content as a tree that remembers its lines, or None and what is wrong with it, called `place`."""
    try:
        return _parse(raw), []
    except _Broken as broken:
        return None, [Problem(place, broken.line, broken.text)]


def _parse(raw: bytes) -> Any:
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _Broken(raw[: error.start].count(b"\n") + 1, "is not UTF-8") from None
    for number, line in enumerate(text.splitlines(), 1):
        if "\t" in line[: len(line) - len(line.lstrip())]:
            raise _Broken(number, "is indented with a tab; YAML wants spaces")
    try:
        tree = YAML().load(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise _Broken(mark.line + 1 if mark else 0, error.problem or "is not valid YAML") from None
    except YAMLError as error:
        raise _Broken(0, str(error).splitlines()[0]) from None
    if not isinstance(tree, dict):
        raise _Broken(1, "should be a mapping with a key such as `nlu:`, `rules:` or `mood:`")
    return tree


def _check_nlu(path: Path, tree: Any, known: set[str], seen: dict[str, tuple[str, Problem]]) -> Iterator[Problem]:
    for item in tree.get("nlu") or []:
        line = item.lc.line + 1 if hasattr(item, "lc") else 0
        if unknown := set(item) - _NLU_KEYS - {"metadata"}:
            yield Problem(path, line, f"has a key that means nothing here: {', '.join(sorted(unknown))}")
        intent = item.get("intent")
        if intent is None:
            continue
        if known and intent not in known:
            yield Problem(path, line, f"intent {intent} is not in domain.yml")
        first = item.lc.value("examples")[0] + 1 if "examples" in item else line
        for number, example in enumerate(str(item.get("examples") or "").splitlines(), first + 1):
            text = example.removeprefix("- ").strip()
            if not text:
                continue
            if text.count("[") != text.count("]"):
                yield Problem(path, number, f"has a bracket without its partner: {text}")
            if half := _HALF_A_WORD.search(text):
                yield Problem(path, number, f"marks half a word: {half[0]}")
            here = Problem(path, number, text)
            other, where = seen.setdefault(text.casefold(), (intent, here))
            if other != intent:
                yield Problem(
                    path, number, f"stands under {intent} and, at {where.path}:{where.line}, under {other}: {text}"
                )


def _check_steps(path: Path, tree: Any, known: set[str]) -> Iterator[Problem]:
    """Rules and stories speak of intents that the domain knows: an intent renamed in one place only is told here."""
    for told in [*(tree.get("rules") or []), *(tree.get("stories") or [])]:
        for step in told.get("steps") or []:
            intent = step.get("intent")
            if known and isinstance(intent, str) and intent.split("/")[0] not in known:
                yield Problem(path, step.lc.line + 1, f"intent {intent} is not in domain.yml")


def _check_mood(path: Path, tree: Any) -> Iterator[Problem]:
    if tree.get("mood") not in _MOODS:
        yield Problem(path, 1, f"`mood:` is one of {', '.join(sorted(_MOODS))}, not {tree.get('mood')}")
    if not str(tree.get("examples") or "").strip():
        yield Problem(path, 1, "has no `examples:`")


def _name_of(intent: Any) -> str:
    return str(next(iter(intent))) if isinstance(intent, dict) else str(intent)
