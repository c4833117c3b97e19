"""Dates as ISO text: a day (2026-11-23), a week (2026-W48) or a month (2027-06), read from `today`."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from components.extractors.spans import Span

MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_MONTH = "(?P<month>" + "|".join(f"{name}|{name[:3]}" for name in MONTHS) + r"|sept)\.?"
_YEAR = r"(?:,?\s+(?P<year>20\d\d))?"
_COUNT = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "ten": 10, "couple of": 2}

# Month and day of feasts that people plan by.
_FEASTS = {"christmas eve": (12, 24), "christmas": (12, 25), "xmas": (12, 25), "new year": (1, 1),
           "halloween": (10, 31), "valentine": (2, 14)}  # fmt: skip

Reader = Callable[[re.Match[str], date], "str | None"]


def dates(text: str, today: date) -> list[Span]:
    """The dates in `text`, day before month where figures leave it open, the next one to come where no year is said."""
    spans: list[Span] = []
    for pattern, read in _READERS:
        for match in pattern.finditer(text):
            value = read(match, today)
            span = Span("date", match.start(), match.end(), value)
            if value and not any(span.overlaps(other) for other in spans):
                spans.append(span)
    return spans


def _figures(match: re.Match[str], today: date) -> str | None:
    first, second = int(match["a"]), int(match["b"])
    day, month = (first, second) if second <= 12 else (second, first)
    year = match["y"]
    return _day(int(year) + (2000 if len(year) == 2 else 0) if year else None, month, day, today)


def _iso(match: re.Match[str], today: date) -> str | None:
    return _day(int(match["y"]), int(match["m"]), int(match["d"]), today)


def _named(match: re.Match[str], today: date) -> str | None:
    year = match["year"]
    return _day(int(year) if year else None, _month(match["month"]), int(match["day"]), today)


def _month_only(match: re.Match[str], today: date) -> str | None:
    month, year = _month(match["month"]), match["year"]
    if year:
        return f"{int(year)}-{month:02}"
    return f"{today.year + (month < today.month)}-{month:02}"


def _weekday(match: re.Match[str], today: date) -> str | None:
    name = match["day"].lower()
    wanted = next(place for place, day in enumerate(_DAYS) if day.startswith(name[:3]))
    which = (match["which"] or "").lower()
    if which == "last":
        return (today - timedelta(days=(today.weekday() - wanted - 1) % 7 + 1)).isoformat()
    return (today + timedelta(days=(wanted - today.weekday() - 1) % 7 + 1)).isoformat()


def _near(match: re.Match[str], today: date) -> str | None:
    words = re.sub(r"\s+", " ", match[0].lower())
    shift = {"day after tomorrow": 2, "the day after tomorrow": 2, "day before yesterday": -2, "yesterday": -1}
    days = shift.get(words, 1 if words.startswith(("tomorrow", "tmrw")) else 0)
    return (today + timedelta(days=days)).isoformat()


def _in_some(match: re.Match[str], today: date) -> str | None:
    count = match["n"].lower()
    number = int(count) if count.isdigit() else _COUNT[count]
    unit = match["unit"].lower().rstrip("s")
    if unit == "month":
        months = today.year * 12 + today.month - 1 + number
        return f"{months // 12}-{months % 12 + 1:02}"
    return (today + timedelta(days=number * (7 if unit == "week" else 1))).isoformat()


def _relative(match: re.Match[str], today: date) -> str | None:
    step = {"next": 1, "last": -1, "this": 0}[match["which"].lower()]
    unit = match["unit"].lower()
    if unit == "week":
        year, week, _ = (today + timedelta(weeks=step)).isocalendar()
        return f"{year}-W{week:02}"
    if unit == "year":
        return str(today.year + step)
    months = today.year * 12 + today.month - 1 + step
    return f"{months // 12}-{months % 12 + 1:02}"


def _feast(match: re.Match[str], today: date) -> str | None:
    return _day(None, *_FEASTS[match["feast"].lower()], today)


def _month(name: str) -> int:
    return next(place for place, month in enumerate(MONTHS, start=1) if month.startswith(name.lower()[:3]))


def _day(year: int | None, month: int, day: int, today: date) -> str | None:
    """The day in ISO, in the coming twelve months when no year is said; None when there is no such day."""
    try:
        if year is not None:
            return date(year, month, day).isoformat()
        found = date(today.year, month, day)
        return (found if found >= today else date(today.year + 1, month, day)).isoformat()
    except ValueError:
        return None


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.I)


_READERS: list[tuple[re.Pattern[str], Reader]] = [
    (_compile(r"(?<!\d)(?P<y>20\d\d)-(?P<m>\d\d)-(?P<d>\d\d)(?!\d)"), _iso),
    (_compile(r"(?<![\d.,/])(?P<a>\d{1,2})(?P<s>[./-])(?P<b>\d{1,2})(?P=s)(?P<y>20\d\d|\d\d)(?![\d/])"), _figures),
    (_compile(r"\b(?:on|by|until|till|for|from|since)\s+(?:the\s+)?(?P<a>\d{1,2})[./](?P<b>\d{1,2})(?P<y>)\.?(?![\d/])"),
     _figures),
    (_compile(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}\b{_YEAR}"), _named),
    (_compile(rf"\b{_MONTH}\s+(?:the\s+)?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\s?[€$£%]){_YEAR}"), _named),
    (_compile(r"\b(?:the )?day after tomorrow\b|\bday before yesterday\b|\b(?:today|tonight|tomorrow|tmrw)\b"
              r"|\byesterday\b"), _near),
    (_compile(rf"\b(?:(?P<which>next|this|last|coming)\s+)?(?P<day>{'|'.join(_DAYS)})\b"), _weekday),
    (_compile(r"\b(?P<which>next|this|last|on|by)\s+(?P<day>mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)\b"), _weekday),
    (_compile(rf"\bin\s+(?P<n>\d{{1,2}}|{'|'.join(_COUNT)})\s+(?P<unit>days?|weeks?|months?)\b"), _in_some),
    (_compile(r"\b(?P<which>next|this|last)\s+(?P<unit>week|month|year)\b"), _relative),
    (_compile(rf"\b(?:in|by|until|before|from|since|for|early|late|mid|end of|next|this|last)\s+{_MONTH}\b{_YEAR}"),
     _month_only),
    (_compile(rf"\b(?:before|by|until|till|at|after|over|in time for)\s+(?P<feast>{'|'.join(_FEASTS)})(?:'?s)?\b"),
     _feast),
    (_compile(r"^\W*(?P<month>january|february|april|june|july|august|september|october|november|december)\b"
              rf"{_YEAR}"), _month_only),
]  # fmt: skip
