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
# The actions of Rasa itself that a rule or story may name (rasa.shared.core.constants).
_OF_RASA = (
    "action_back",
    "action_deactivate_loop",
    "action_default_fallback",
    "action_extract_slots",
    "action_listen",
    "action_restart",
    "action_session_start",
    "action_unlikely_intent",
)
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
    domain = _file_of(Path("domain.yml"), root, given)
    problems = list(domain.problems)
    known = _known(domain.tree or {})
    seen: dict[str, _Said] = {}
    for path in sorted((root / "data").rglob("*.yml")):
        place = path.relative_to(root)
        file = _file_of(place, root, given)
        among = [*file.problems, *_unknown(file, known), *_contradictions(file, seen)]
        if only is None or place in only or Path("domain.yml") in only:
            problems += sorted(among, key=lambda problem: problem.line)
    return problems


@dataclass(frozen=True)
class _Said:
    """One example under its intent, with its place."""

    intent: str
    text: str
    path: Path
    line: int


@dataclass(frozen=True)
class _File:
    """What one file says: its own problems, its examples, and each name of an intent with its line."""

    tree: Any
    problems: tuple[Problem, ...]
    said: tuple[_Said, ...] = ()
    named: tuple[Problem, ...] = ()


def _file_of(place: Path, root: Path, given: Mapping[Path, bytes]) -> _File:
    try:
        return _read(given[place] if place in given else (root / place).read_bytes(), place)
    except FileNotFoundError:
        return _File(None, (Problem(place, 0, "the file is missing"),))


@lru_cache(maxsize=128)
def _read(raw: bytes, place: Path) -> _File:
    tree, broken = parse_tree(raw, place)
    if tree is None or place.name == "domain.yml":
        return _File(tree, tuple(broken))
    if "mood" in place.parts:
        return _File(tree, tuple(_check_mood(place, tree)))
    said = tuple(one for item in tree.get("nlu") or [] for one in _examples(place, item))
    own = [*(problem for item in tree.get("nlu") or [] for problem in _check_item(place, item)), *_check_marks(said)]
    return _File(tree, tuple(own), said, tuple(_named(place, tree)))


class _Broken(Exception):
    """A file that cannot be read as what it should be."""

    def __init__(self, line: int, text: str) -> None:
        super().__init__(text)
        self.line, self.text = line, text


@lru_cache(maxsize=128)
def parse_tree(raw: bytes, place: Path) -> tuple[Any, list[Problem]]:
    """A file's content as a tree that remembers its lines, or None and what is wrong with it, called `place`.

    The same content is read once in a process, since a correction changes one file of many: nobody may change a tree.
    """
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


def _line(item: Any) -> int:
    return item.lc.line + 1 if hasattr(item, "lc") else 0


def _check_item(path: Path, item: Any) -> Iterator[Problem]:
    if unknown := set(item) - _NLU_KEYS - {"metadata"}:
        yield Problem(path, _line(item), f"has a key that means nothing here: {', '.join(sorted(unknown))}")


def _examples(path: Path, item: Any) -> Iterator[_Said]:
    if item.get("intent") is None or "examples" not in item:
        return
    first = item.lc.value("examples")[0] + 1
    for number, example in enumerate(str(item["examples"] or "").splitlines(), first + 1):
        if text := example.removeprefix("- ").strip():
            yield _Said(item["intent"], text, path, number)


def _check_marks(said: Collection[_Said]) -> Iterator[Problem]:
    for one in said:
        if one.text.count("[") != one.text.count("]"):
            yield Problem(one.path, one.line, f"has a bracket without its partner: {one.text}")
        if "[" in one.text and (half := _HALF_A_WORD.search(one.text)):
            yield Problem(one.path, one.line, f"marks half a word: {half[0]}")


def _named(path: Path, tree: Any) -> Iterator[Problem]:
    """Each intent and action that the file speaks of, by its line."""
    for item in tree.get("nlu") or []:
        if item.get("intent") is not None:
            yield Problem(path, _line(item), f"intent {item['intent']}")
    for told in [*(tree.get("rules") or []), *(tree.get("stories") or [])]:
        for step in _steps(told):
            for kind in ("intent", "action"):
                if isinstance(step.get(kind), str):
                    yield Problem(path, _line(step), f"{kind} {step[kind].split('/')[0]}")


def _steps(told: Any) -> Iterator[Any]:
    """The steps of a rule or story, each of several that may stand for one by itself."""
    for step in told.get("steps") or []:
        yield from step.get("or") or [step]


def _known(domain: Mapping[str, Any]) -> set[str]:
    """What the domain names, each as a data file's `_named` would."""
    intents = [f"intent {_name_of(intent)}" for intent in domain.get("intents") or []]
    acts = [_name_of(act) for kind in ("actions", "responses", "forms") for act in domain.get(kind) or []]
    return {*intents, *(f"action {act}" for act in (*acts, *_OF_RASA))} if domain else set()


def _unknown(file: _File, known: set[str]) -> Iterator[Problem]:
    """An intent or action renamed in one place only is told here."""
    for named in file.named:
        if known and named.text not in known:
            yield Problem(named.path, named.line, f"{named.text} is not in domain.yml")


def _contradictions(file: _File, seen: dict[str, _Said]) -> Iterator[Problem]:
    for one in file.said:
        other = seen.setdefault(one.text.casefold(), one)
        if other.intent != one.intent:
            yield Problem(
                one.path,
                one.line,
                f"stands under {one.intent} and, at {other.path}:{other.line}, under {other.intent}: {one.text}",
            )


def _check_mood(path: Path, tree: Any) -> Iterator[Problem]:
    if tree.get("mood") not in _MOODS:
        yield Problem(path, 1, f"`mood:` is one of {', '.join(sorted(_MOODS))}, not {tree.get('mood')}")
    if not str(tree.get("examples") or "").strip():
        yield Problem(path, 1, "has no `examples:`")


def _name_of(intent: Any) -> str:
    return str(next(iter(intent))) if isinstance(intent, dict) else str(intent)
