"""Departments: the shop's categories in groups that fit on a page."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import tomllib

LAYOUT = Path(__file__).with_name("departments.toml")


@dataclass(frozen=True)
class Department:
    """A group of categories; `categories` maps each that has products to their number."""

    slug: str
    name: str
    categories: Mapping[str, int]

    @property
    def size(self) -> int:
        """How many products the department has."""
        return sum(self.categories.values())


def departments(counts: Mapping[str, int], layout: Path = LAYOUT) -> list[Department]:
    """The departments that have products, in the layout's order; unknown categories stand alone at the end."""
    groups = tomllib.loads(layout.read_text(encoding="utf-8"))["department"]
    found = [
        Department(slug(group["name"]), group["name"], {c: counts[c] for c in group["categories"] if c in counts})
        for group in groups
    ]
    known = {category for department in found for category in department.categories}
    alone = [Department(slug(c), title(c), {c: n}) for c, n in counts.items() if c not in known]
    return [department for department in found if department.size] + alone


def slug(name: str) -> str:
    """The name as a part of an address."""
    return re.sub(r"\W+", "-", name.lower()).strip("-")


def title(category: str) -> str:
    """The category as people write it: `phone-cases` is "Phone cases"."""
    words = re.sub(r"[-_]+", " ", category).strip()
    return {"tvs": "Televisions", "ac": "AC"}.get(words, words[:1].upper() + words[1:]).replace("Ac ", "AC ")
