"""Money: what the customer may, must or would roughly pay, as decimal strings."""

import re
from decimal import Decimal

from components.extractors.patterns.dates import MONTHS
from components.extractors.patterns.number_words import DIGITS, WORDS, value_of
from components.extractors.spans import Span

_CURRENCIES = {
    "EUR": r"€|eur(?:os?)?\b",
    "GBP": r"£|gbp\b|pounds?\b|quid\b",
    "USD": r"\$|usd\b|dollars?\b|bucks?\b",
}
_CURRENCY = "(?:" + "|".join(_CURRENCIES.values()) + ")"
_NUMBER = f"(?:{DIGITS}|{WORDS})"
_AMOUNT = re.compile(rf"(?<![\w.,#-])(?P<pre>{_CURRENCY}\s?)?(?P<number>{_NUMBER})(?P<post>\s?{_CURRENCY})?", re.I)

_MAX = (
    r"under|below|less than|(?:not|no|nothing|never) (?:more|higher|over|above)(?: than)?|up to|upto|at most"
    r"|max(?:imum)?\.?(?: of| is)?|cheaper than|within|not exceed(?:ing)?|(?:can|could|will|want to|would) spend"
    r"|spend(?:ing)?|afford|budget(?: is| of| would be|:)?|limit(?: is| of|:)?|<=?|until|doesn't cost more than"
)
_MIN = (
    r"over|above|more than|at least|min(?:imum)?\.?(?: of| is)?|starting (?:at|from)"
    r"|(?:not|no) (?:less|lower|under|below)(?: than)?|upwards of|>=?|from"
)
_ABOUT = (
    r"around|about|approx(?:imately|\.)?|roughly|circa|ca\.?|~|somewhere (?:around|near)|close to|in the region of"
    r"|say|like|maybe|for"
)
_BEFORE = re.compile(
    rf"(?:(?<=\s)|^)(?:(?P<max>{_MAX})|(?P<min>{_MIN})|(?P<about>{_ABOUT}))\s*(?:only\s|just\s|say\s|of\s|is\s)?$", re.I
)
_AFTER = re.compile(
    r"^\s*(?:(?P<max>(?:is\s)?(?:my\s|the\s)?(?:max|maximum|tops|limit|at most|or less|or under|or below|or cheaper"
    r"|in total|total|altogether|all together|all in)\b)"
    r"|(?P<min>\+|(?:or more|and up|or above|upwards?|minimum|min)\b)"
    r"|(?P<about>-?ish\b|or so\b|give or take\b|or thereabouts\b))",
    re.I,
)
_SUM = re.compile(r"^\s*(?:in total|total|altogether|all together|all in)\b", re.I)
_FUNCTION_WORDS = (
    r"for|and|but|or|please|pls|if|with|without|that|to|is|in|on|would|should|max|tops|thanks|thank|including|incl|per"
    r"|which|i|it|altogether|total|all|a|an|the|at|so|because|as|preferably|ideally|any|what|can|do|not|ok|okay"
)
_ENDS = re.compile(rf"^\s*(?:$|[.,;:!?)\-]|(?:{_FUNCTION_WORDS})\b)", re.I)
_UNIT = re.compile(
    r"^\s?-?(?:[gmkt]b|[gmt]?bit|gigs?|gigabytes?|inch(?:es)?|in\b(?=\s*$)|[\"”″]|mm|cm|m|km|metres?|meters?|ft|feet|w|watts?"
    r"|kw|kwh|v|volts?|m?ah|[mgk]?hz|mp|megapixels?|mbps|gbps|fps|dpi|db|p|k\b|%|percent|°|degrees?|people|persons?|rooms?"
    r"|kids?|m2|sqm|square|litres?|liters?|l|ml|kg|kilos?|g|grams?|lbs?|oz|hours?|hrs?|h|days?|weeks?|months?|years?|yrs?"
    r"|min(?:ute)?s?|sec(?:ond)?s?|nits|lumens?|lm|pages?|cups?|pieces?|pcs|units?|items?|of\b|times?|x\b|stars?|shots?"
    r"|photos?|songs?|steps?|devices?|users?|stops?|am|pm|o'clock|st\b|nd\b|rd\b|th\b)(?![a-z])",
    re.I,
)
_ASKING = re.compile(
    r"\b(?:ask\w*|question|info\w*|hear\w*|heard|know|talk\w*|news|update|order|write|writing)\s+about\s*$", re.I
)
_RANGE = re.compile(
    rf"(?<![\w.,])(?:(?P<lead>between|from)\s+)?(?P<c1>{_CURRENCY}\s?)?(?P<low>{_NUMBER})(?P<c2>\s?{_CURRENCY})?"
    rf"\s*(?:-|–|to|and|bis|till)\s*(?P<c3>{_CURRENCY}\s?)?(?P<high>{_NUMBER})(?P<c4>\s?{_CURRENCY})?(?!\w)",  # noqa: RUF001
    re.I,
)
_PRICE_TALK = re.compile(r"\b(?:price|budget|cost\w*|spend|pay|cheap\w*|expensive|range|bucks|money)\b", re.I)
_BUDGET = re.compile(r"\b(?:budget|i have|i've got|we have|i got)\b[^.?!\d]{0,18}$", re.I)
_ANY_NUMBER = re.compile(r"\d|hundred|thousand|grand", re.I)
_SMALLEST_BARE = 20
# "My laptop from 2015" tells how old it is.
_YEAR, _SINCE = re.compile(r"19[5-9]\d|20[0-4]\d"), re.compile(r"\bfrom\s+(?:about\s+|around\s+)?$", re.I)
# A number with a "k" that is a clause by itself ("june, 25k") is an amount; up to 8k it may be a screen's lines.
_OPENS = re.compile(
    rf"(?:^|[.,;:!?(\-–]|\b(?:and|or|so|plus|its|it's|is|with|have|got|{'|'.join(MONTHS)}))\s*$",  # noqa: RUF001
    re.I,
)
_CLOSES = re.compile(rf"^\s*(?:$|[.,;:!?)]|(?:{_FUNCTION_WORDS})\b)", re.I)
_MOST_LINES = 8000
# How many characters beside an amount can tell what it means.
_NEAR = 48


def money(text: str) -> list[Span]:
    """Amounts in `text` as price_max, price_min or price_about; a range gives both of its ends."""
    spans: list[Span] = []
    if not _ANY_NUMBER.search(text):
        return spans
    for match in _RANGE.finditer(text):
        spans += _range(match, text)
    for match in _AMOUNT.finditer(text):
        span = _amount(match, text)
        if span and not any(span.overlaps(other) for other in spans):
            spans.append(span)
    return spans


def _range(match: re.Match[str], text: str) -> list[Span]:
    currency = _currency(" ".join(match[group] or "" for group in ("c1", "c2", "c3", "c4")))
    first = match.start("c1" if match["c1"] else "low")
    if _UNIT.match(text[match.end() :]) or (first and text[first - 1].isalnum()):
        return []
    low, high = value_of(match["low"]), value_of(match["high"])
    in_thousands = match["high"][-1:] in "kK"
    if in_thousands and low < high / 1000:
        low *= 1000
    alone = in_thousands and _stands_alone(text[: match.start()], text[match.end() :], high)
    if not (currency or match["lead"] or alone or _PRICE_TALK.search(text)):
        return []
    if low >= high or (not currency and low < _SMALLEST_BARE):
        return []
    extra = {"currency": currency} if currency else {}
    return [
        Span("price_min", match.start("low"), match.end("low"), _decimal(low), extra=extra),
        Span("price_max", match.start("high"), match.end("high"), _decimal(high), extra=extra),
    ]


def _amount(match: re.Match[str], text: str) -> Span | None:
    before, after = text[max(0, match.start() - _NEAR) : match.start()], text[match.end() : match.end() + _NEAR]
    currency = _currency(f"{match['pre'] or ''} {match['post'] or ''}")
    if not currency and not _AFTER.match(after) and (after[:1].isalpha() or _UNIT.match(after)):
        return None
    value = value_of(match["number"])
    if not currency and _YEAR.fullmatch(match["number"]) and _SINCE.search(before):
        return None
    role = _role(before, after, has_currency=bool(currency), value=value)
    if role is None and match["number"][-1:] in "kK" and _stands_alone(before, after, value):
        role = "about"
    if role is None:
        return None
    extra = {"currency": currency} if currency else {}
    return Span(f"price_{role}", match.start(), match.end(), _decimal(value), extra=extra)


def _role(before: str, after: str, has_currency: bool, value: Decimal) -> str | None:
    """max, min or about; None when a number without a currency is no price."""
    told, added = _BEFORE.search(before), _AFTER.match(after)
    if told and told["about"] and _ASKING.search(before):
        told = None
    if added and value < _SMALLEST_BARE and _SUM.match(after):
        # "2 total" are pieces.
        added = None
    role = next((name for found in (added, told) if found for name, hit in found.groupdict().items() if hit), None)
    weak = told is not None and role in ("about", "min") and not added
    if has_currency:
        return (
            "max" if role in (None, "about") and _BUDGET.search(before) and not _about_word(told) else role or "about"
        )
    if role is None or value < (_SMALLEST_BARE if weak else 1):
        return None
    if weak and not _ENDS.match(after):
        return None
    return role


def _stands_alone(before: str, after: str, thousands: Decimal) -> bool:
    screen = thousands <= _MOST_LINES and thousands % 1000 == 0
    return not screen and bool(_OPENS.search(before) and _CLOSES.match(after))


def _about_word(told: re.Match[str] | None) -> bool:
    return bool(told and told["about"] and told["about"].lower() not in ("for", "like", "say", "maybe"))


def _currency(marks: str) -> str | None:
    for code, pattern in _CURRENCIES.items():
        if re.search(pattern, marks, re.I):
            return code
    return None


def _decimal(value: Decimal) -> str:
    return f"{value:f}"
