"""What is mistaken for what, as a small table: the pairs that happen most, those of one row beside each other."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from training.language import read_examples
from training.report import Report, Slip

MOST = 20
"""More rows or columns nobody reads."""


@dataclass(frozen=True)
class Confusions:
    """Rows are what was meant, columns what it was read as, the most mistaken first; `left_out` pairs did not fit."""

    meant: tuple[str, ...]
    read: tuple[str, ...]
    counts: dict[tuple[str, str], int]
    left_out: int


@dataclass(frozen=True)
class Misread:
    """A training sentence that was read as something else; `place` is its file and line, "" where it is gone."""

    text: str
    place: str


def confusions_of(report: Report, most: int = MOST) -> Confusions:
    """The most frequent pairs of the report that fit into `most` rows and columns."""
    counts: dict[tuple[str, str], int] = {}
    rows: Counter[str] = Counter()
    columns: set[str] = set()
    for meant, read, count in sorted(report.confusions, key=lambda one: (-one[2], one[0], one[1])):
        if len(rows.keys() | {meant}) <= most and len(columns | {read}) <= most:
            counts[meant, read] = count
            rows[meant] += count
            columns.add(read)
    ordered = sorted(rows, key=lambda meant: (-rows[meant], meant))
    beside = dict.fromkeys(read for row in ordered for meant, read in counts if meant == row)
    return Confusions(tuple(ordered), tuple(beside), counts, len(report.confusions) - len(counts))


def misread(slips: Sequence[Slip], meant: str, read: str, project: Path) -> list[Misread]:
    """The sentences of one pair with where they stand today under that meaning."""
    places = {one.plain: f"{one.file}:{one.line}" for one in read_examples(project) if one.intent == meant}
    return [Misread(one.text, places.get(one.text, "")) for one in slips if (one.meant, one.read) == (meant, read)]
