"""How well a product answers what was said: 0 to 1, where 1 is all of it, by name.

Words: each term counts by its information (log of how rare it is) times where it was found; the sum over what was said
is the coverage. A product whose category is what was asked for ("camera" is a camera before it is a camera bag), and of
which the name or a value holds nothing else (X2 before X2 Max), fills the last quarter. Meaning: the cosine of the
sentence vectors, stretched from the range in which MiniLM's cosines tell something. Both are evidence for one claim, so
each closes a share of the gap that the other leaves (a noisy or): a score says the same for names, for misspelt names
and for descriptions. What the customer has already ("for my phone") is named, but not looked for.
"""

from collections.abc import Sequence, Set
from dataclasses import dataclass

from database.search.full_text import Text
from database.search.index import BETWEEN
from database.search.mention import Phrase, Term

_IN_NAME, _IN_CATEGORY = 0.98, 0.98
_IN_BRAND, _IN_ATTRIBUTES, _IN_FITS, _IN_DESCRIPTION = 1.0, 0.92, 0.85, 0.5
_LATER_IN_NAME = 0.02
_LATE_AT_MOST = 8
_APART = 0.8
_HALF_IS_LESS = 1.5
_FITTING_IS_LESS = 0.7
_COVERED, _RIGHT_KIND, _NOTHING_ELSE = 0.76, 0.12, 0.12
_COSINE_FROM, _COSINE_TO = 0.18, 0.55
_TRUST_IN_MEANING = 0.75
_OWNED_ALREADY, _OWNED_TELLS = 0.5, 0.5


@dataclass(frozen=True)
class Asked:
    """What was said, weighed once for all products; `said` are all words of all ways, `owned` those had already."""

    terms: Sequence[tuple[Term, float]]
    total: float
    said: frozenset[str]
    owned: frozenset[str]


def asked(terms: Sequence[Term]) -> Asked:
    """Weigh what was said."""
    return Asked(
        [(term, _weight(term)) for term in terms if term.ways],
        sum(_weight(term) for term in terms),
        frozenset(word for term in terms for way in term.ways for word in way),
        frozenset(word for term in terms if term.owned for way in term.ways for word in way),
    )


def by_words(asked: Asked, product: Text) -> float:
    """How much of what was said the product's text has, 0 to 1; 0 where nothing was said."""
    covered = sum(weight * _best_place(term, product) for term, weight in asked.terms)
    if not covered:
        return 0.0
    said = asked.said
    kind = _share(product.category, said)
    is_tight = max(_share(product.name, said), _tightest(product.attributes, said))
    tight = max(is_tight, _FITTING_IS_LESS * _tightest(product.fits, said))
    return float((covered / asked.total * (_COVERED + _RIGHT_KIND * kind + _NOTHING_ELSE * tight)) ** _HALF_IS_LESS)


def score(asked: Asked, product: Text, words: float, cosine: float | None) -> float:
    """The score of a product, 0 to 1, from what `by_words` gave and the cosine of the meanings (-1 to 1) if known."""
    meaning = 0.0 if cosine is None else min(1.0, max(0.0, (cosine - _COSINE_FROM) / (_COSINE_TO - _COSINE_FROM)))
    both = 1 - (1 - words) * (1 - _TRUST_IN_MEANING * meaning)
    return both * _OWNED_ALREADY if asked.owned and set(product.category.split()) <= asked.owned else both


def _weight(term: Term) -> float:
    return term.weight * _OWNED_TELLS if term.owned else term.weight


def _best_place(term: Term, product: Text) -> float:
    return max(likely * _place(way, product) for way, likely in term.ways.items())


def _place(way: Phrase, product: Text) -> float:
    words = f" {' '.join(way)} "
    at = product.name.find(words)
    worth = 0.0 if at < 0 else _IN_NAME - _LATER_IN_NAME * min(product.name.count(" ", 0, at), _LATE_AT_MOST)
    if words in product.category:
        worth = max(worth, _IN_CATEGORY)
    if words in product.brand:
        worth = _IN_BRAND
    if worth < _IN_ATTRIBUTES and words in product.attributes:
        worth = _IN_ATTRIBUTES
    if worth < _IN_FITS and words in product.fits:
        worth = _IN_FITS
    if worth < _IN_DESCRIPTION and words in product.description:
        worth = _IN_DESCRIPTION
    if not worth and len(way) > 1 and all(f" {word} " in product.name + product.category for word in way):
        worth = _APART
    return worth


def _tightest(values: str, said: Set[str]) -> float:
    """The largest share of one value's words that were said; 0 where none was."""
    if said.isdisjoint(values.split()):
        return 0.0
    return max(_share(value, said) for value in values.split(BETWEEN))


def _share(field: str, said: Set[str]) -> float:
    words = field.split()
    return sum(map(said.__contains__, words)) / len(words) if words else 0.0
