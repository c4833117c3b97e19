"""The single things in a need's words: "12 laptops and a printer for the office" is twelve laptops, one printer."""

import re
from dataclasses import dataclass
from decimal import Decimal

from sales.basket import MOST_PER_LINE

_MANY, _MUCH = 10, Decimal(1000)
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_APART = re.compile(r"[,;.\n&+]| and | plus | as well as | with ", re.IGNORECASE)
# What stands behind these is for whom or what it is, and no name of a thing.
_PURPOSE = re.compile(r"\b(?:for|to|in|at|by|from)\b.*", re.IGNORECASE | re.DOTALL)
_COUNT = re.compile(rf"\b(\d{{1,4}}|{'|'.join(_NUMBERS)})\s+(?:x\s+)?(?=[^\W\d])(.+)", re.IGNORECASE | re.DOTALL)
_LEAD = re.compile(r"^.*?\b(?:quote|quotation|offer|price)s?\s+for\s+", re.IGNORECASE | re.DOTALL)
_ARTICLE = re.compile(r".*?\b(?:a|an|some|the|need|want)\s+(?=\S)", re.IGNORECASE)
_INSTALLED = re.compile(r"\binstall|\bfitted\b|\bset[- ]up\b", re.IGNORECASE)


@dataclass(frozen=True)
class Want:
    """One thing in words; `quantity` is None where no number stands before it."""

    words: str
    quantity: int | None = None


def wanted(need: str) -> tuple[Want, ...]:
    """The need's things in the order in which they are named, each once; phrases that name none are among them."""
    found: dict[str, Want] = {}
    for phrase in _APART.split(need):
        want = _want(phrase.strip())
        if want is not None:
            found.setdefault(want.words.casefold(), want)
    return tuple(found.values())


def is_many(count: int, price: Decimal) -> bool:
    """Whether so many pieces at that price (in the shop's currency) are a person's business: a quote, not a basket."""
    return count >= _MANY and count * price >= _MUCH


def is_installed(need: str) -> bool:
    """Whether it is to be installed, too."""
    return _INSTALLED.search(need) is not None


def _want(phrase: str) -> Want | None:
    named = _PURPOSE.sub("", _LEAD.sub("", phrase)).strip()
    counted = _COUNT.search(named)
    if counted is not None:
        count = counted.group(1).casefold()
        quantity = _NUMBERS.index(count) + 1 if count in _NUMBERS else int(count)
        return Want(counted.group(2).strip(), min(max(quantity, 1), MOST_PER_LINE))
    named = _ARTICLE.sub("", named, count=1).strip()
    return Want(named) if named else None
