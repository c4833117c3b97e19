"""Reading what a customer typed: each thing said, with the words of the catalogue that may stand for it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import log

from sqlalchemy import Connection, bindparam, select

from database.search.index import OWNED, is_kind, stand_together
from database.search.spelling import beginnings, corrections, frequencies
from database.search.words import cut
from database.tables import synonyms

Phrase = tuple[str, ...]
_MOST_WORDS, _MOST_WAYS = 24, 6
_LONGEST_PHRASE = 3
_BEGINNING = 0.85
_SAID_OTHERWISE = 0.97
_UNKNOWN_WEIGHT = 0.6
_LEAST_PIECE = 3
_MEANINGS = select(synonyms).where(synonyms.c.word.in_(bindparam("phrases", expanding=True)))
_JUST_SAID, _FIRST, _SECOND = 3, 2, 1


@dataclass(frozen=True)
class Term:
    """One thing that was said: `said` in the customer's words, `ways` = phrases of the catalogue, each 0-1 likely.

    `weight` is the information in it, log(1 + products / products that have it); no `ways` = the shop knows no such.
    `owned` terms come right behind a "my": they tell what the customer has, not what is looked for.
    """

    said: str
    ways: Mapping[Phrase, float]
    weight: float
    products: int
    owned: bool = False


class Reader:
    """Reads text against one catalogue's vocabulary, within one transaction."""

    def __init__(self, connection: Connection, products: int, spelt_right: frozenset[str] = frozenset()) -> None:
        self._connection = connection
        self._spelt_right = spelt_right
        self._products = max(products, 1)

    def read(self, said: str) -> list[Term]:
        """The terms of `said` in order, at most 24 words; fillers are left out."""
        words = cut(said)[:_MOST_WORDS]
        meanings = self._meanings(words)
        spans = _spans(words, meanings)
        near = {*words, *(first + second for first, second in pairwise(words))}
        near |= {word for means in meanings.values() for meant in means for word in meant.split()}
        known = frequencies(self._connection, sorted(near))
        terms: list[Term] = []
        place = owned = 0
        while place < len(spans):
            span, following = spans[place], spans[place + 1] if place + 1 < len(spans) else ()
            joined = self._joined(span, following, meanings, known)
            place += 2 if joined else 1
            if OWNED in meanings.get(" ".join(span), ()):
                owned = _JUST_SAID
            elif term := joined or self._term(span, meanings, known):
                owned = self._still_owned(owned, terms, term)
                terms.append(replace(term, owned=owned > 0))
        return terms

    def ways(self, said: str) -> list[str]:
        """How the catalogue may say it, likeliest first, at most 6: by synonyms and nearest spelling."""
        told: list[tuple[str, float]] = [("", 1.0)]
        for term in self.read(said):
            other = {" ".join(way): likely for way, likely in term.ways.items()} or {term.said: 1.0}
            told = [(f"{text} {way}".strip(), sure * likely) for text, sure in told for way, likely in other.items()]
            told = sorted(told, key=lambda each: -each[1])[:_MOST_WAYS]
        return [text for text, _ in told if text]

    def _still_owned(self, owned: int, before: Sequence[Term], term: Term) -> int:
        """The term behind "my" is owned, and the one behind it where both are one kind of product."""
        if owned == _JUST_SAID:
            return _FIRST
        if owned != _FIRST or not term.ways:
            return 0
        pairs = [(*first, *second) for first in before[-1].ways for second in term.ways]
        return _SECOND if any(is_kind(self._connection, pair) for pair in pairs) else 0

    def _meanings(self, words: Sequence[str]) -> dict[str, list[str]]:
        phrases = {" ".join(words[i:j]) for i in range(len(words)) for j in range(i + 1, i + 1 + _LONGEST_PHRASE)}
        found: dict[str, list[str]] = {}
        for row in self._connection.execute(_MEANINGS, {"phrases": sorted(phrases)}) if phrases else ():
            found.setdefault(row.word, []).append(row.means)
        return found

    def _joined(
        self, span: Phrase, following: Phrase, meanings: Mapping[str, Sequence[str]], known: Mapping[str, int]
    ) -> Term | None:
        """What belongs together: "power bank" also as powerbank, and a number with its unit."""
        if len(span) != 1 or len(following) != 1:
            return None
        first, second = span[0], following[0]
        ways: dict[Phrase, float] = {(first + second,): 1.0} if first + second in known else {}
        if _is_number(first) and second.isalpha():
            units = [second, *(meant for meant in meanings.get(second, ()) if meant)]
            # Where nothing measures so, "38 inch" is a 38.
            pairs = [(first, unit) for unit in units if first in known and unit in known]
            ways |= {pair: 1.0 for pair in pairs if stand_together(self._connection, pair)}
        elif ways and first in known and second in known:
            ways[first, second] = 1.0
        return self._weighed(f"{first} {second}", ways, known) if ways else None

    def _term(self, span: Phrase, meanings: Mapping[str, Sequence[str]], known: Mapping[str, int]) -> Term | None:
        said = " ".join(span)
        meant = meanings.get(said, ())
        if "" in meant:
            return None
        ways: dict[Phrase, float] = {}
        if all(word in known for word in span):
            ways[span] = 1.0
        for other in meant:
            if all(word in known for word in other.split()):
                ways[tuple(other.split())] = _SAID_OTHERWISE
        if not ways and len(span) == 1:
            ways, known = self._guessed(span[0], known)
        return self._weighed(said, ways, known)

    def _guessed(self, word: str, known: Mapping[str, int]) -> tuple[dict[Phrase, float], Mapping[str, int]]:
        """Two words written as one, else misspelt, else the beginning of a word."""
        cuts = range(_LEAST_PIECE, len(word) - _LEAST_PIECE + 1) if word.isalpha() else range(0)
        pieces = frequencies(self._connection, [piece for at in cuts for piece in (word[:at], word[at:])])
        ways: dict[Phrase, float] = {
            (word[:at], word[at:]): 1.0 for at in cuts if word[:at] in pieces and word[at:] in pieces
        }
        if not ways:
            meant = {} if word in self._spelt_right else corrections(self._connection, word)
            ways = {(found,): likely for found, likely in meant.items()}
            for found in beginnings(self._connection, word):
                ways.setdefault((found,), _BEGINNING)
        return ways, {**known, **frequencies(self._connection, sorted({part for way in ways for part in way}))}

    def _weighed(self, said: str, ways: Mapping[Phrase, float], known: Mapping[str, int]) -> Term:
        counts = [min(known.get(word, 0) for word in way) for way in ways]
        products = min(sum(counts), self._products)
        if not products:
            return Term(said, {}, _UNKNOWN_WEIGHT * log(1 + self._products), 0)
        return Term(said, ways, log(1 + self._products / products), products)


def _spans(words: Sequence[str], meanings: Mapping[str, Sequence[str]]) -> list[Phrase]:
    """The words, those of a known phrase kept together, the longest phrase first."""
    spans: list[Phrase] = []
    place = 0
    while place < len(words):
        length = next(
            (
                size
                for size in range(_LONGEST_PHRASE, 1, -1)
                if " ".join(words[place : place + size]) in meanings and place + size <= len(words)
            ),
            1,
        )
        spans.append(tuple(words[place : place + length]))
        place += length
    return spans


def _is_number(word: str) -> bool:
    return word.replace(".", "", 1).isdecimal()
