"""The language data read line by line: every example with its place, and what a marked sentence says unmarked."""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from sales.errors import InvalidError
from training.check import parse_tree

MARK = re.compile(r"\[(?P<words>[^\[\]]+)\](?:\((?P<entity>[a-z_]+)\)|\{[^{}]*\})")
MOODS = ("happy", "neutral", "unhappy")


class BrokenFileError(InvalidError):
    """A file of the language data cannot be read; the sentence names file and line."""


@dataclass(frozen=True)
class Example:
    """One example as it stands in a file; `line` counts from 1, `skill` is the file's name."""

    intent: str
    text: str
    file: str
    line: int

    @property
    def plain(self) -> str:
        """The sentence without marks, as a customer would write it."""
        return plain(self.text)

    @property
    def skill(self) -> str:
        """The skill whose file it stands in."""
        return Path(self.file).stem


@dataclass(frozen=True)
class Block:
    """One list of examples in a file: where its lines begin and end (1-based, inclusive), and their indent."""

    name: str
    first: int
    lines: tuple[str, ...]
    indent: str


def plain(text: str) -> str:
    """`text` without entity marks."""
    return MARK.sub(lambda found: found["words"], text)


def entities_of(text: str) -> list[dict[str, Any]]:
    """The marked entities with their places in the plain sentence, in the shape that `understand` gives."""
    found, removed = [], 0
    for mark in MARK.finditer(text):
        start = mark.start() - removed
        end = start + len(mark["words"])
        removed += len(mark[0]) - len(mark["words"])
        if mark["entity"]:
            found.append({"entity": mark["entity"], "value": mark["words"], "start": start, "end": end})
    return found


def marked(text: str, entities: list[dict[str, Any]]) -> str:
    """`text` with its entities marked; `InvalidError` where one cuts a word or overlaps another."""
    if "[" in text or "]" in text:
        raise InvalidError("A sentence with square brackets cannot be marked; leave them out.")
    last = len(text)
    for entity in sorted(entities, key=lambda one: one["start"], reverse=True):
        start, end = int(entity["start"]), int(entity["end"])
        words = text[start:end]
        if not 0 <= start < end <= last or not words.strip() or words != words.strip():
            raise InvalidError(f"The mark on “{words}” overlaps another or marks nothing.")
        if _cuts(text, start) or _cuts(text, end):
            raise InvalidError(f"The mark on “{words}” ends within a word; mark whole words.")
        text = f"{text[:start]}[{words}]({entity['entity']}){text[end:]}"
        last = start
    return text


def _cuts(text: str, place: int) -> bool:
    return 0 < place < len(text) and text[place - 1].isalnum() and text[place].isalnum()


def read_examples(project: Path) -> list[Example]:
    """Every intent's examples in `data/nlu`; `BrokenFileError` names the first file that cannot be read."""
    found = []
    for path in nlu_files(project):
        place = path.relative_to(project).as_posix()
        for block in read_blocks(path, project):
            for number, line in enumerate(block.lines, block.first):
                if text := example_in(line):
                    found.append(Example(block.name, text, place, number))
    return found


def nlu_files(project: Path) -> list[Path]:
    """The files of examples, one a skill."""
    return sorted((project / "data" / "nlu").glob("*.yml"))


def mood_file(project: Path, mood: str) -> Path:
    """The file with the examples of that mood."""
    return project / "data" / "mood" / f"{mood}.yml"


def read_blocks(path: Path, project: Path) -> tuple[Block, ...]:
    """The lists of examples in one file: an intent each, or the mood's; `BrokenFileError` names file and line."""
    return blocks_in(read_bytes(path, project), path.relative_to(project).as_posix())


def read_bytes(path: Path, project: Path) -> bytes:
    """What the file holds; `BrokenFileError` where it is not there."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise BrokenFileError(f"{path.relative_to(project).as_posix()}: the file is missing") from None


@lru_cache(maxsize=256)
def blocks_in(raw: bytes, place: str) -> tuple[Block, ...]:
    """The lists of examples in the text of the file at `place`; the same text is read once."""
    tree, problems = parse_tree(raw, Path(place))
    if problems:
        raise BrokenFileError(str(problems[0]))
    lines = raw.decode("utf-8").splitlines()
    if "mood" in tree:
        return (_block(str(tree["mood"]), tree, lines, place),) if "examples" in tree else ()
    items = [item for item in tree.get("nlu") or [] if "intent" in item and "examples" in item]
    return tuple(_block(str(item["intent"]), item, lines, place) for item in items)


def _block(name: str, item: Any, lines: list[str], place: str) -> Block:
    """A literal's lines follow its key; it ends where the indent does."""
    key_line = item.lc.key("examples")[0]
    key_indent = item.lc.key("examples")[1]
    if not lines[key_line].split("#")[0].rstrip().endswith("|"):
        raise BrokenFileError(f"{place}:{key_line + 1}: `examples:` is followed by `|` and one `- sentence` a line")
    first = key_line + 1
    end = first
    while end < len(lines) and (not lines[end].strip() or _indent(lines[end]) > key_indent):
        end += 1
    while end > first and not lines[end - 1].strip():
        end -= 1
    body = tuple(lines[first:end])
    indent = " " * _indent(body[0]) if body else " " * (key_indent + 2)
    return Block(name, first + 1, body, indent)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def example_in(line: str) -> str:
    """The sentence of one line of a list, or nothing."""
    text = line.strip()
    return text.removeprefix("-").strip() if text.startswith("-") else ""


def read_domain(project: Path) -> Any:
    """domain.yml as a tree that remembers its lines; `BrokenFileError` where it cannot be read."""
    return domain_in(read_bytes(project / "domain.yml", project))


def domain_in(raw: bytes) -> Any:
    """The tree of a domain's text; nobody may change it."""
    tree, problems = parse_tree(raw, Path("domain.yml"))
    if problems:
        raise BrokenFileError(str(problems[0]))
    return tree


def intents_by_skill(project: Path) -> dict[str, list[str]]:
    """The intents of each skill, as its file lists them."""
    found: dict[str, list[str]] = {}
    for path in nlu_files(project):
        found[path.stem] = [block.name for block in read_blocks(path, project)]
    return found


def yaml_scalar(text: str) -> str:
    """`text` as a double-quoted YAML scalar on one line."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
