"""Order numbers, e-mail addresses and telephone numbers."""

import re
from collections.abc import Sequence

from components.extractors.spans import Span

_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,4}[a-z]{2,24}(?![\w-])", re.I)
_PHONE = re.compile(r"(?<![\w#@.])(?:\+|00|\(0)?\d[\d ()/.-]{5,20}\d(?!\w)")
_ORDER_WORD = r"(?:order|orders|ordernr|purchase|invoice|bestellung)"
# "order number 1044", "order no. A-1044", "#1044": named as an order, whatever its shape.
_NAMED = re.compile(
    rf"(?:\b{_ORDER_WORD}\s*(?:number|numbers|num|no\.?|nr\.?|id|ref(?:erence)?|#)?\s*(?:is|was|:|=|#)?\s*"
    r"|(?<!\w)#\s?|\b(?:number|no\.|nr\.?)\s*(?:is|was|:|#)?\s*)"
    r"(?P<number>(?:[a-z]{1,5}-?)?\d{3,12}(?:-\d{1,6})?)(?![\w.,]*\d|\s\d|\s?[€$£%])(?!\w)",
    re.I,
)
_BARE = re.compile(r"(?<![\w.,#€$£+-])(?P<number>\d{4,8})(?![\w€$£%-]|[.,]\d)")
_ORDER_TALK = re.compile(
    r"\b(?:order\w*|parcel\w*|deliver\w*|package|packet|invoice|tracking|refund\w*|return\w*|shipment|shipping|arrive\w*"
    r"|where(?:'s| is| are)|bought|purchase\w*|status)\b",
    re.I,
)
_ALONE = re.compile(
    r"^\s*(?:(?:it'?s|it is|that'?s|here|number|yes|sure|ok|okay|um|the|is)[\s,:.!]*){0,4}\d{3,8}[\s.!]*$", re.I
)
_YEAR = range(1990, 2040)


def emails(text: str) -> list[Span]:
    """E-mail addresses, in small letters."""
    return [Span("email", m.start(), m.end(), m[0].lower()) for m in _EMAIL.finditer(text)]


def phones(text: str) -> list[Span]:
    """Telephone numbers of 7 to 15 digits; 9 at least where nothing but digits says so."""
    spans = []
    for match in _PHONE.finditer(text):
        digits = re.sub(r"\D", "", match[0])
        marked = match[0][0] in "+(" or digits.startswith("0") or re.search(r"\d[ ()/.-]+\d", match[0])
        if (7 if marked else 9) <= len(digits) <= 15:
            value = ("+" if match[0].startswith("+") else "") + digits
            spans.append(Span("phone", match.start(), match.end(), value))
    return spans


def order_numbers(text: str, sure_only: bool = False, taken: Sequence[Span] = ()) -> list[Span]:
    """Order numbers: named as such, or four to eight bare digits in a message about an order or nothing else."""
    spans = [_span(match, text) for match in _NAMED.finditer(text)]
    if sure_only:
        return spans
    about_order = _ALONE.match(text) or _ORDER_TALK.search(text) or any(s.entity == "email" for s in taken)
    if about_order:
        spans += [_span(m, text) for m in _BARE.finditer(text) if not _is_year(m, text)]
    return [span for span in spans if not any(span.overlaps(other) for other in taken)]


def _span(match: re.Match[str], text: str) -> Span:
    start, end = match.span("number")
    if start and text[start - 1] == "#":
        start -= 1
    return Span("order_number", start, end, match["number"].upper())


def _is_year(match: re.Match[str], text: str) -> bool:
    """Whether bare digits are rather a year: "since 2024", "the 2025 model"."""
    if int(match["number"]) not in _YEAR:
        return False
    before, after = text[: match.start()].lower().split()[-1:], text[match.end() :].lower().split()[:1]
    return bool(before and before[0] in ("in", "since", "from", "of", "the", "until")) or after == ["model"]
