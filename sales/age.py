"""The age that a customer tells of themselves, where they do; of anybody else's nothing is read."""

import re
from collections.abc import Iterable

_WORDS = dict(
    zip(
        ("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
        range(10, 20),
        strict=True,
    )
)
_NUMBER = rf"(?P<{{}}>\d{{{{1,3}}}}|{'|'.join(_WORDS)})"
_YEARS = r"(?:\s*(?:years?|yrs?)\b(?:\s+of\s+age|[\s-]+old)?|\s*y/?o\b)"
_STOP = r"\s*(?:$|[.,;!?)]|\b(?:and|so|but|now|today|btw)\b)"
_SAID = re.compile(
    rf"\b(?:i\s*['\u2019]?\s*m|i\s+am)\s+(?:only\s+|just\s+)?{_NUMBER.format('a')}(?:{_YEARS}|{_STOP})"
    rf"|\bmy\s+age\s+is\s+{_NUMBER.format('b')}\b",
    re.I,
)
_YOUNGEST, _OLDEST = 5, 120


def stated_age(texts: Iterable[str]) -> int | None:
    """The youngest age in years that these words give their writer, or None."""
    found = (match["a"] or match["b"] for text in texts for match in _SAID.finditer(text))
    ages = (_WORDS.get(each.lower()) or (int(each) if each.isdecimal() else 0) for each in found)
    return min((age for age in ages if _YOUNGEST <= age <= _OLDEST), default=None)
