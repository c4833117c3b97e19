"""Reading a table from a file that somebody exported somewhere: encoding, delimiter, lines; never more than a bit."""

import csv
import gzip
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from charset_normalizer import from_bytes

from sales.errors import InvalidError

BLOCK = 1 << 20
_SAMPLE = 64 * 1024
_HIGH = re.compile(rb"[\x80-\xff]")
_UTF8 = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_WESTERN = ("cp1252", "cp1250", "mac_roman", "latin_1")
_BROKEN = re.compile("[\udc80-\udcff]")


@dataclass(frozen=True)
class Line:
    """One row: where it begins in the file, its cells by column, and what is wrong with its text, if anything."""

    number: int
    cells: dict[str, str]
    broken: str = ""


@dataclass
class Table:
    """A file's columns, and its rows as they are read; iterate once."""

    path: Path
    columns: tuple[str, ...]
    delimiter: str
    lines: Iterator[Line]


def read_table(path: Path, settle: Callable[[tuple[str, ...]], tuple[str, ...]]) -> Table:
    """Open `path` (also .gz), its column names brought into shape by `settle`; `InvalidError` if it is no table."""
    encoding = find_encoding(path)
    raw = io.TextIOWrapper(_open(path), encoding=encoding, errors="surrogateescape", newline="")
    first = raw.readline(_SAMPLE)
    if not first.strip():
        raise InvalidError(f"{path.name} is empty.")
    delimiter = max(",;\t|", key=first.count)
    names = next(csv.reader([first], delimiter=delimiter))
    columns = settle(tuple(name.strip().lstrip("\ufeff") for name in names))
    return Table(path, columns, delimiter, _lines(raw, columns, delimiter))


def find_encoding(path: Path) -> str:
    """The file's encoding: a byte-order mark, else UTF-8 where most of it is, else what its letters look like."""
    with _open(path) as file:
        head = file.read(_SAMPLE)
        for mark, encoding in _MARKS.items():
            if head.startswith(mark):
                return encoding
        if head.count(0) > len(head) // 4:
            return "utf-16-be" if head[:64:2].count(0) > head[1:64:2].count(0) else "utf-16-le"
        if 0 in head:
            raise InvalidError(f"{path.name} is not a text file.")
        high = valid = 0
        sample = bytearray()
        block = head
        while block:
            block += file.readline(_SAMPLE)
            high += len(_HIGH.findall(block))
            valid += sum(len(found) for found in _UTF8.findall(block))
            if len(sample) < _SAMPLE and _HIGH.search(block):
                sample += b"\n".join(line for line in block.splitlines() if _HIGH.search(line))
            block = file.read(BLOCK)
    if valid >= 0.8 * high:
        return "utf-8"
    return _guess_western(bytes(sample[:_SAMPLE]))


def _guess_western(sample: bytes) -> str:
    # Read as either of two encodings, a short text is often equally likely: then the more common one is the guess.
    matches = list(from_bytes(sample, cp_isolation=list(_WESTERN)))
    least = min((match.chaos for match in matches), default=0.0)
    likely = {
        name for match in matches if match.chaos <= least for name in (match.encoding, *match.could_be_from_charset)
    }
    return next((name for name in _WESTERN if name in likely), "latin_1")


def _open(path: Path) -> BinaryIO:
    if path.suffix == ".gz":
        return cast(BinaryIO, gzip.open(path, "rb"))
    return path.open("rb")


def _lines(raw: io.TextIOWrapper, columns: tuple[str, ...], delimiter: str) -> Iterator[Line]:
    with raw:
        reader = csv.reader(raw, delimiter=delimiter)
        while True:
            begins = reader.line_num + 2
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                yield Line(begins, {}, f"The row cannot be split into columns ({error}).")
                continue
            if any(cell.strip() for cell in cells):
                yield _line(begins, cells, columns)


def _line(number: int, cells: list[str], columns: tuple[str, ...]) -> Line:
    broken = ""
    if len(cells) > len(columns):
        broken = f"The row has {len(cells)} columns, the header has {len(columns)}."
    elif any(_BROKEN.search(cell) for cell in cells):
        broken = "The row has letters that are not in the file's encoding."
    elif any("\0" in cell for cell in cells):
        broken = "The row has zero bytes in it."
    padded = cells + [""] * (len(columns) - len(cells))
    return Line(number, {name: cell.strip() for name, cell in zip(columns, padded, strict=False)}, broken)
