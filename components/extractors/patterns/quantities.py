"""How many, and which one of the list."""

import re
from typing import Any

from components.extractors.patterns.number_words import SMALL
from components.extractors.spans import Span

_COUNTS: dict[str, int] = {word: value for word, value in SMALL.items() if 2 <= value <= 20}
_GROUPS = {
    "a pair of": 2, "a pair": 2, "pair of": 2, "both": 2, "a couple of": 2, "a couple": 2, "couple of": 2,
    "half a dozen": 6, "half dozen": 6, "a dozen": 12, "two dozen": 24, "dozen": 12,
}  # fmt: skip
_GROUP = re.compile(rf"\b(?:{'|'.join(_GROUPS)})\b", re.I)
_NUMBER = rf"(?:\d{{1,4}}|{'|'.join(_COUNTS)})"
_TIMES = re.compile(
    rf"(?<![\w.,])(?:(?P<a>\d{{1,4}})\s?(?:x|×)(?![a-z0-9])|(?:x|×)\s?(?P<b>\d{{1,4}})(?![\w.])"  # noqa: RUF001
    rf"|(?P<c>{_NUMBER})\s?(?:pieces?|pcs\.?|units?|items?|packs?|boxes|copies|of (?:them|those|these|it))\b"
    r"|(?:qty|quantity)\s*[:=]?\s*(?P<d>\d{1,4})\b)",
    re.I,
)
_ONE = re.compile(
    r"\b(?:take|want|need|add|just|only|get|have|buy|order|make it|give me)\s+(?P<n>(?:just\s|only\s)?(?:one|1))"
    r"(?=\s*(?:$|[.,!?]|of (?:those|these|them)\b|please|then|for\b|as well))",
    re.I,
)
_BARE = re.compile(rf"(?<![\w.,#€$£/:-])(?P<n>{_NUMBER})(?=\s+[a-z])(?!\s?[€$£%])", re.I)
_MADE = re.compile(
    rf"\b(?:make (?:it|that)|change (?:it |that |the quantity )?to|only|just|rather|instead|take|want|need|add"
    rf"|order|buy|get)\s+(?P<n>{_NUMBER})(?=\s*(?:$|[.,!?]|please|instead|more|then))",
    re.I,
)
# A number before one of these measures, names or counts something else.
_NOT_COUNTED = re.compile(
    r"^\s+(?:[gmkt]b|gigs?|inch(?:es)?|in\b|mm|cm|m|metres?|meters?|ft|feet|w|watts?|v|volts?|m?ah|[mgk]?hz|mp|megapixels?"
    r"|percent|degrees?|people|persons?|rooms?|bedrooms?|kids?|children|questions?|things?|problems?|square|litres?|liters?"
    r"|l|ml|kg|kilos?|g|grams?|lbs?|hours?|hrs?|h|days?|weeks?|months?|years?|yrs?|min(?:ute)?s?|sec(?:ond)?s?|times?"
    r"|lumens?|pages?|cups?|stars?|euros?|eur|pounds?|quid|dollars?|bucks?|usd|gbp|o'?clock|am|pm|or|and|to|hundred"
    r"|thousand|grand|dozen|floors?|is|was|has|will|did|different|other|k)\b",
    re.I,
)
_NAMED_BEFORE = re.compile(
    r"\b(?:order|number|no\.?|nr\.?|model|series|version|gen|generation|wi-?fi|usb|hdmi|bluetooth|at|on|option|top|in|than"
    r"|the|under|over|above|below|about|around|last|next|these|those|my|our|your|since|until|year|by|after|before)\s*$",
    re.I,
)
_POSITIONS = {
    "first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "fifth": 5, "5th": 5,
    "sixth": 6, "6th": 6, "former": 1, "top": 1, "latter": "last", "last": "last", "bottom": "last", "final": "last",
}  # fmt: skip
_POSITION = "|".join(_POSITIONS)
_ORDINAL = re.compile(
    rf"\bthe\s+(?P<a>{_POSITION})(?:\s+(?:one|ones|option|product|item|choice|suggestion))?\b"
    rf"|\b(?P<b>{_POSITION})\s+(?:one|ones|option|product|item|choice)\b"
    rf"|^\W*(?:(?:no|yes|ok|okay|i meant|rather|not that)[\s,]+)*(?P<c>{_POSITION})(?:\s*(?:please|pls))?\W*$"
    r"|\b(?:number|option|nr\.?|no\.)\s?(?P<d>one|two|three|four|five|six|[1-9])\b(?![.,]?\d)|(?<!\w)#(?P<e>[1-9])(?!\w)"
    rf"|\b(?:show|take|want|add|order|buy|choose|pick)\s+(?P<f>{_POSITION})(?=\s*(?:$|[.,!?]|please))",
    re.I,
)
_NOT_LISTED = re.compile(
    r"^\s+(?:time|of all|of|day|week|month|year|night|order|floor|hand|thing|part|place|half|step|try|attempt|e-?mail"
    r"|message|call|few|two|three|purchase|parcel|delivery|letter|thoughts?|minute|page|line|row)\b",
    re.I,
)


def ordinals(text: str) -> list[Span]:
    """Places in a list: 1, 2, … or "last"."""
    spans = []
    for match in _ORDINAL.finditer(text):
        group = match.lastgroup or "a"
        word = match[group].lower()
        value: Any = _POSITIONS.get(word) or SMALL.get(word) or (int(word) if word.isdigit() else None)
        if value is None or (group == "a" and _NOT_LISTED.match(text[match.end(group) :])):
            continue
        spans.append(Span("ordinal", match.start(group), match.end(group), value))
    return spans


def quantities(text: str) -> list[Span]:
    """Numbers of pieces, as integers above zero."""
    spans = [Span("quantity", m.start(), m.end(), _GROUPS[m[0].lower()]) for m in _GROUP.finditer(text)]
    for pattern in (_TIMES, _ONE, _MADE, _BARE):
        for match in pattern.finditer(text):
            group = next(name for name, hit in match.groupdict().items() if hit)
            if pattern is _BARE and not _counts(match, text):
                continue
            span = Span("quantity", match.start(group), match.end(), _count(match[group]))
            if pattern in (_ONE, _MADE, _BARE):
                span = Span("quantity", match.start(group), match.end(group), span.value)
            if span.value > 0 and not any(span.overlaps(other) for other in spans):
                spans.append(span)
    return spans


def _counts(match: re.Match[str], text: str) -> bool:
    return not _NOT_COUNTED.match(text[match.end() :]) and not _NAMED_BEFORE.search(text[: match.start()])


def _count(word: str) -> int:
    number = word.lower().replace("just ", "").replace("only ", "").strip()
    return int(number) if number.isdigit() else {"one": 1, **_COUNTS}[number]
