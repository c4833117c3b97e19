"""Reading the language data before a training does, so that a mistake is told with its file and line."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from training.sources import ROOT

_NLU_KEYS = frozenset({"intent", "synonym", "lookup", "regex", "examples"})
_MOODS = frozenset({"unhappy", "neutral", "happy"})


@dataclass(frozen=True)
class Problem:
    """What is wrong, and where; `line` counts from 1, 0 where the whole file is meant."""

    path: Path
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.text}" if self.line else f"{self.path}: {self.text}"


def check_data(root: Path = ROOT) -> list[Problem]:
    """Every problem in domain.yml and data/ that would break or poison a training; empty when all is well."""
    problems: list[Problem] = []
    domain, broken = _read(root / "domain.yml", root)
    problems += broken
    intents: dict[str, tuple[str, Problem]] = {}
    known = {_name_of(intent) for intent in (domain or {}).get("intents", [])}
    for path in sorted((root / "data").rglob("*.yml")):
        tree, broken = _read(path, root)
        problems += broken
        if tree is None:
            continue
        if "mood" in path.relative_to(root / "data").parts:
            problems += _check_mood(path.relative_to(root), tree)
        else:
            problems += _check_nlu(path.relative_to(root), tree, known, intents)
    return problems


class _Broken(Exception):
    """A file that cannot be read as what it should be."""

    def __init__(self, line: int, text: str) -> None:
        super().__init__(text)
        self.line, self.text = line, text


def _read(path: Path, root: Path) -> tuple[Any, list[Problem]]:
    try:
        return _parse(path), []
    except _Broken as broken:
        return None, [Problem(path.relative_to(root), broken.line, broken.text)]


def _parse(path: Path) -> Any:
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        raise _Broken(0, "the file is missing") from None
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
            here = Problem(path, number, text)
            other, where = seen.setdefault(text.casefold(), (intent, here))
            if other != intent:
                yield Problem(
                    path, number, f"stands under {intent} and, at {where.path}:{where.line}, under {other}: {text}"
                )


def _check_mood(path: Path, tree: Any) -> Iterator[Problem]:
    if tree.get("mood") not in _MOODS:
        yield Problem(path, 1, f"`mood:` is one of {', '.join(sorted(_MOODS))}, not {tree.get('mood')}")
    if not str(tree.get("examples") or "").strip():
        yield Problem(path, 1, "has no `examples:`")


def _name_of(intent: Any) -> str:
    return str(next(iter(intent))) if isinstance(intent, dict) else str(intent)
