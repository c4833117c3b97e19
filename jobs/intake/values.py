"""Understanding single cells: money, counts, days, yes and no. Each raises `RowError` with a sentence."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime, time
from decimal import Decimal, InvalidOperation

_NUMBER = re.compile(r"^(?P<sign>[-+]?)(?P<digits>[\d.,'\u2019 \u00a0\u202f]*\d)$")
_SYMBOLS = re.compile(r"[€$£¥]|\b(?:EUR|USD|GBP|CHF|SEK|DKK|NOK|PLN|CZK)\b", re.IGNORECASE)
_DOTTED_DAY = re.compile(r"^(\d{1,2})\.(\d{1,2})\.(\d{4})$")
_SLASHED_DAY = re.compile(r"^(\d{1,2})/(\d{1,2})/(\d{4})$")
_YES, _NO = {"yes", "y", "true", "1", "x"}, {"", "no", "n", "false", "0"}
_MOST = Decimal("9999999999.99")


class RowError(ValueError):
    """Why a row is refused, as a sentence for the report."""


def decimal_mark(samples: Iterable[str], fallback: str = ".") -> str:
    """The decimal mark that a file's numbers use, judged by those that can be read in one way only."""
    commas = dots = 0
    for sample in samples:
        plain = _SYMBOLS.sub("", sample).strip()
        if re.search(r",\d{1,2}$|,\d{4,}$", plain):
            commas += 1
        elif re.search(r"\.\d{1,2}$|\.\d{4,}$", plain):
            dots += 1
    return fallback if commas == dots else "," if commas > dots else "."


def money(text: str, mark: str, what: str) -> Decimal:
    """A non-negative amount from "1.234,50", "1,234.50 €" or "12.9"; `mark` decides where one text reads two ways."""
    found = _NUMBER.match(_SYMBOLS.sub("", text).strip())
    if found is None:
        raise RowError(f"The {what} {text[:40]!r} is not an amount of money.")
    digits = re.sub(r"['\u2019 \u00a0\u202f]", "", found["digits"])
    try:
        amount = Decimal(found["sign"] + _plain(digits, mark))
    except InvalidOperation as error:
        raise RowError(f"The {what} {text[:40]!r} is not an amount of money.") from error
    if amount < 0:
        raise RowError(f"The {what} {text[:40]} is below zero.")
    if amount > _MOST:
        raise RowError(f"The {what} {text[:40]} is too large.")
    return amount


def _plain(digits: str, mark: str) -> str:
    comma, dot = digits.rfind(","), digits.rfind(".")
    if comma >= 0 and dot >= 0:
        mark = "," if comma > dot else "."
    elif comma >= 0 or dot >= 0:
        only = "," if comma >= 0 else "."
        behind = len(digits) - max(comma, dot) - 1
        if digits.count(only) > 1:
            mark = "." if only == "," else ","
        elif behind != 3:
            mark = only
    other = "." if mark == "," else ","
    return digits.replace(other, "").replace(mark, ".")


def count(text: str, what: str, *, least: int = 0, most: int = 1_000_000_000) -> int:
    """A whole number between `least` and `most`; "3.0" counts as 3."""
    found = re.fullmatch(r"([-+]?\d{1,12})(?:[.,]0+)?", text.replace("\u00a0", ""))
    if found is None:
        raise RowError(f"The {what} {text[:40]!r} is not a whole number.")
    number = int(found[1])
    if not least <= number <= most:
        raise RowError(f"The {what} {number} is not between {least} and {most}.")
    return number


def moment(text: str, what: str, *, month_first: bool = False) -> datetime:
    """A moment in UTC from an ISO day or time, or 31.12.2026; 12/31/2026 only where `month_first` is known."""
    try:
        if dotted := _DOTTED_DAY.match(text):
            day, month, year = map(int, dotted.groups())
            return datetime(year, month, day, tzinfo=UTC)
        if month_first and (slashed := _SLASHED_DAY.match(text)):
            month, day, year = map(int, slashed.groups())
            return datetime(year, month, day, tzinfo=UTC)
        found = datetime.fromisoformat(text.replace("/", "-"))
    except ValueError as error:
        raise RowError(f"The {what} {text[:40]!r} is not a day; write it like 2026-11-21.") from error
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)


def end_of_day(day: datetime) -> datetime:
    """The last second of a moment's day."""
    return datetime.combine(day.date(), time(23, 59, 59), UTC)


def yes_or_no(text: str, what: str) -> bool:
    """True or false from yes/no, true/false, 1/0; empty is no."""
    folded = text.casefold()
    if folded in _YES:
        return True
    if folded in _NO:
        return False
    raise RowError(f"The {what} is {text[:40]!r}; write yes or no.")


def words(text: str, what: str, most: int) -> str:
    """The text without control characters, refused where it is longer than `most`."""
    clean = text if text.isprintable() else re.sub(r"[\x00-\x08\x0b-\x1f\x7f]", " ", text).strip()
    if len(clean) > most:
        raise RowError(f"The {what} is {len(clean)} characters long; {most} fit.")
    return clean


def slug(text: str) -> str:
    """Words as a plain-word key: "Mountain Bikes" becomes "mountain-bikes"."""
    return re.sub(r"[^\w]+", "-", text.casefold()).strip("-")
