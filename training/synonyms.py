"""What customers call a product and what the catalogue calls it: a table in `data/`, known to the search at once."""

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sales.errors import InvalidError
from sales.teaching import Correction, CorrectionKind, Review
from training import files
from training.files import Landed, Rewrite

PLACE = "data/synonyms.csv"
_HEAD = ("word", "means")
_LONGEST = 60


@dataclass(frozen=True)
class Synonym:
    """`word` is what customers say, `means` what the catalogue says."""

    word: str
    means: str


class Synonyms:
    """The synonyms of `project`; `is_sold` tells whether the catalogue has anything by such words."""

    def __init__(self, review: Review, project: Path, is_sold: Callable[[str], bool]) -> None:
        self._review = review
        self._project = project
        self._is_sold = is_sold

    def preview(self, asked: Synonym) -> str:
        """The diff that this synonym would make."""
        return files.preview(self._project, {PLACE: _with(self._checked(asked))}, begun={PLACE})

    def teach(self, asked: Synonym, trainer: str, now: datetime) -> tuple[Correction, Landed]:
        """Write it into the table and let the search use it at once; `InvalidError` tells what is wrong with it."""
        new = self._checked(asked)
        said = f"{new.word} means {new.means}"
        rewrites, subject = {PLACE: _with(new)}, f"Teach: {said}"
        landed = files.land(self._project, rewrites, trainer=trainer, subject=subject, begun={PLACE})
        self._review.learn_synonyms([(new.word, new.means)])
        details = {"word": new.word, "means": new.means, "diff": landed.diff, "commit": landed.commit}
        made = Correction(CorrectionKind.SYNONYM, said, trainer, now, details, landed.edits)
        return self._review.keep(made, ()), landed

    def _checked(self, asked: Synonym) -> Synonym:
        new = Synonym(*(" ".join(one.split()) for one in (asked.word.casefold(), asked.means.casefold())))
        if not new.word or not new.means:
            raise InvalidError("Say both: what customers say, and what the shop calls it.")
        if max(len(new.word), len(new.means)) > _LONGEST:
            raise InvalidError(f"A synonym has at most {_LONGEST} characters.")
        if new.word == new.means:
            raise InvalidError("Both are the same word.")
        if not self._is_sold(new.means):
            raise InvalidError(f"The catalogue has nothing by the name {new.means}.")
        return new


def read_synonyms(project: Path) -> list[tuple[str, str]]:
    """Every (word, meaning) of the table; none where there is no table."""
    try:
        return _rows((project / PLACE).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return []


def _rows(text: str) -> list[tuple[str, str]]:
    return [(row[0], row[1]) for row in list(csv.reader(io.StringIO(text)))[1:] if len(row) == len(_HEAD)]


def _with(new: Synonym) -> Rewrite:
    def rewrite(before: str) -> str:
        written = io.StringIO()
        table = csv.writer(written, lineterminator="\n")
        table.writerow(_HEAD)
        table.writerows(sorted({*_rows(before), (new.word, new.means)}))
        return written.getvalue()

    return rewrite
