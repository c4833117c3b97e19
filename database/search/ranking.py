"""How well a product answers what was said: 0 to 1, where 1 is all of it, by name.

Words: each term counts by its information (log of how rare it is) times where it was found; the sum over what was said
is the coverage. A product whose category is what was asked for ("camera" is a camera before it is a camera bag), and of
which the name or a value holds nothing else (X2 before X2 Max), fills the last quarter. Meaning: the cosine of the
sentence vectors, stretched from the range in which MiniLM's cosines tell something. Both are evidence for one claim, so
each closes a share of the gap that the other leaves (a noisy or): a score says the same for names, for misspelt names
and for descriptions. What the customer has already ("for my phone") is named, but not looked for.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from database.search.full_text import Text
from database.search.index import BETWEEN
from database.search.mention import Phrase, Term

_IN_NAME, _IN_CATEGORY = 0.98, 0.98
_IN_BRAND, _IN_ATTRIBUTES, _IN_FITS, _IN_DESCRIPTION = 1.0, 0.92, 0.85, 0.5
_LATER_IN_NAME = 0.02
_LATE_AT_MOST = 8
_APART = 0.8
_HALF_IS_LESS_THAN_HALF = 1.5
_COVERED, _RIGHT_KIND, _NOTHING_ELSE = 0.76, 0.12, 0.12
_COSINE_FROM, _COSINE_TO = 0.18, 0.55
_TRUST_IN_MEANING = 0.75
_OWNED_ALREADY = 0.5


def by_words(terms: Sequence[Term], product: Text) -> float:
    """How much of what was said the product's text has, 0 to 1; 0 where nothing was said."""
    total = sum(term.weight for term in terms)
    if not total:
        return 0.0
    covered = sum(term.weight * _best_place(term, product) for term in terms) / total
    said = {word for term in terms for way in term.ways for word in way}
    kind = _share(product.category, said)
    tight = max([_share(product.name, said), *(_share(value, said) for value in _values(product))])
    return float((covered * (_COVERED + _RIGHT_KIND * kind + _NOTHING_ELSE * tight)) ** _HALF_IS_LESS_THAN_HALF)


def score(terms: Sequence[Term], product: Text, cosine: float | None) -> float:
    """The score of a product, 0 to 1, with the cosine of the meanings (-1 to 1) where it is known."""
    words = by_words(terms, product)
    meaning = 0.0 if cosine is None else min(1.0, max(0.0, (cosine - _COSINE_FROM) / (_COSINE_TO - _COSINE_FROM)))
    both = 1 - (1 - words) * (1 - _TRUST_IN_MEANING * meaning)
    return both * _OWNED_ALREADY if _is_owned(terms, product) else both


def _is_owned(terms: Sequence[Term], product: Text) -> bool:
    owned = {word for term in terms if term.owned for way in term.ways for word in way}
    return bool(owned) and set(product.category) <= owned


def _best_place(term: Term, product: Text) -> float:
    return max((likely * _place(way, product) for way, likely in term.ways.items()), default=0.0)


def _place(way: Phrase, product: Text) -> float:
    at, kind = _find(way, product.name), _find(way, product.category) is not None
    worth = 0.0 if at is None else _IN_NAME - _LATER_IN_NAME * min(at, _LATE_AT_MOST)
    if kind:
        worth = max(worth, _IN_CATEGORY)
    for field, there in (
        (product.brand, _IN_BRAND),
        (product.attributes, _IN_ATTRIBUTES),
        (product.fits, _IN_FITS),
        (product.description, _IN_DESCRIPTION),
    ):
        if worth < there and _find(way, field) is not None:
            worth = there
    if not worth and len(way) > 1 and set(way) <= {*product.name, *product.category}:
        worth = _APART
    return worth


def _values(product: Text) -> Iterator[tuple[str, ...]]:
    for field in (product.attributes, product.fits):
        for is_bar, words in groupby(field, BETWEEN.__eq__):
            if not is_bar:
                yield tuple(words)


def _find(way: Phrase, field: Sequence[str]) -> int | None:
    """Where in the field the words stand side by side, or None."""
    size = len(way)
    if size == 1:
        return field.index(way[0]) if way[0] in field else None
    return next((at for at in range(len(field) - size + 1) if tuple(field[at : at + size]) == way), None)


def _share(field: Sequence[str], said: set[str]) -> float:
    return sum(word in said for word in field) / len(field) if field else 0.0
