"""The sample shop's products and synonyms in a test's database, and the cases that search is held to."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from fnmatch import fnmatchcase
from pathlib import Path

from sqlalchemy import Engine

from database.intake import save_products
from database.search import set_synonyms
from database.session import writing
from jobs.intake.own import Context, product

ROOT = Path(__file__).parents[2]
CASES = Path(__file__).parent / "search_cases.csv"


@dataclass(frozen=True)
class Case:
    """What a customer types, which products are right (SKU patterns or `category:name`), and what it takes."""

    text: str
    expected: tuple[str, ...]
    found_by: str

    def allows(self, sku: str, category: str) -> bool:
        """Whether that product is a right answer."""
        return any(
            category == wanted.removeprefix("category:") if wanted.startswith("category:") else fnmatchcase(sku, wanted)
            for wanted in self.expected
        )

    def place(self, found: Iterable[tuple[str, str]]) -> int | None:
        """The place of the first right answer among (SKU, category), from 1, or None."""
        return next((place for place, pair in enumerate(found, 1) if self.allows(*pair)), None)


def cases() -> list[Case]:
    """Every case of search_cases.csv."""
    with CASES.open(encoding="utf-8", newline="") as file:
        return [Case(row["text"], tuple(row["expected"].split("|")), row["found_by"]) for row in csv.DictReader(file)]


def stock_sample_shop(engine: Engine, now: datetime) -> None:
    """Put the sample shop's products and synonyms into the database."""
    with (ROOT / "sample_shop" / "products.csv").open(encoding="utf-8", newline="") as file:
        rows = [product(cells, Context(".", "EUR", lambda _: None)) for cells in csv.DictReader(file)]
    with writing(engine) as connection:
        save_products(connection, rows, now)
    set_synonyms(engine, sample_synonyms())


def sample_synonyms() -> list[tuple[str, str]]:
    """What customers of every shop say, and what those of the sample shop say."""
    pairs = []
    for folder in ("data", "sample_shop"):
        with (ROOT / folder / "synonyms.csv").open(encoding="utf-8", newline="") as file:
            pairs += [(row["word"], row["means"]) for row in csv.DictReader(file)]
    return pairs
