"""The sample shop's files as values, for its tests."""

import csv
from decimal import Decimal
from functools import cache
from pathlib import Path

from jobs.intake import own
from jobs.intake.fit_rules import read_fit_rules
from sales.catalogue import Product, ProductKind
from sales.compatibility import FitRule

FOLDER = Path(__file__).parents[2] / "sample_shop"


@cache
def rows(name: str) -> list[dict[str, str]]:
    """All rows of a CSV of the sample shop."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@cache
def products() -> dict[str, Product]:
    """Every product by SKU."""
    return {row["sku"]: _product(row) for row in rows("products.csv")}


@cache
def fit_rules() -> tuple[FitRule, ...]:
    """The declared rules of what fits what."""
    return tuple(read_fit_rules(FOLDER / "compatibility.yml"))


@cache
def judged() -> list[dict[str, str]]:
    """What a person found sensible to go with each device: `good` holds SKUs and categories."""
    path = Path(__file__).parent / "judged_complements.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _product(row: dict[str, str]) -> Product:
    return Product(
        sku=row["sku"],
        name=row["name"],
        brand=row["brand"],
        category=row["category"],
        price=Decimal(row["price"]),
        kind=ProductKind(row["kind"]),
        cost=Decimal(row["cost"]),
        stock=int(row["stock"]) if row["stock"] else None,
        attributes={key: tuple(values) for key, values in own.attributes(row["attributes"]).items()},
        image=row["image"],
    )
