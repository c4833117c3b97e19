"""Colours, under one name each."""

import re

from components.extractors.spans import Span

_SAME = {"gray": "grey", "golden": "gold", "silvery": "silver", "violet": "purple", "lilac": "purple", "navy": "blue",
         "turquoise": "teal", "crimson": "red", "scarlet": "red", "anthracite": "grey", "charcoal": "grey",
         "graphite": "grey", "ivory": "white", "bronze": "brown", "rosé": "rose"}  # fmt: skip
_PLAIN = (
    "black", "white", "grey", "silver", "gold", "blue", "red", "green", "yellow", "orange", "purple", "pink", "brown",
    "beige", "teal", "rose", "cream", "copper", "mint", "khaki", "magenta", "cyan", "transparent",
)  # fmt: skip
_COLOUR = re.compile(
    r"\b(?:(?P<shade>dark|light|bright|pale|matte?|midnight|navy|sky|rose)[ -])?"
    rf"(?P<colour>{'|'.join([*_PLAIN, *_SAME])})(?:ish)?\b(?!\s+friday)",
    re.I,
)


def colours(text: str) -> list[Span]:
    """Colours as `colour` with the plain name as value; the shade, if said, is in the span's text."""
    spans = []
    for match in _COLOUR.finditer(text):
        word = match["colour"].lower()
        spans.append(Span("colour", match.start(), match.end(), _SAME.get(word, word)))
    return spans
