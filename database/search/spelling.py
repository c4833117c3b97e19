"""Reading misspelt words: candidates from the database's indexes, judged by RapidFuzz."""

from collections.abc import Mapping, Sequence

from rapidfuzz.distance import OSA, JaroWinkler
from sqlalchemy import Connection, bindparam, select, text

from database.search.index import one_left_out
from database.tables import search_words, spellings

_SHORTEST = 3
_LONG = 6
_SIMILAR_SHORT, _SIMILAR_LONG = 0.6, 0.66
_KEEP = 3
_BEHIND_THE_BEST = 0.08
_GRAMS = text("SELECT word FROM search_grams WHERE search_grams MATCH :grams ORDER BY rank LIMIT 40")

# Built once: making a statement costs more than running it.
_FREQUENCIES = select(search_words).where(
    search_words.c.word.in_(bindparam("words", expanding=True)), search_words.c.products > 0
)
_SPELT_LIKE = select(spellings.c.word).where(spellings.c.form.in_(bindparam("forms", expanding=True))).distinct()
_BEGINNINGS = (
    select(search_words.c.word)
    .where(search_words.c.word > bindparam("low"), search_words.c.word < bindparam("high"), search_words.c.products > 0)
    .order_by(search_words.c.products.desc(), search_words.c.word)
    .limit(bindparam("most"))
)


def frequencies(connection: Connection, words: Sequence[str]) -> dict[str, int]:
    """In how many products each of the `words` stands; words in none are left out."""
    if not words:
        return {}
    return {row.word: row.products for row in connection.execute(_FREQUENCIES, {"words": list(words)})}


def corrections(connection: Connection, word: str) -> Mapping[str, float]:
    """Up to three words of the catalogue that `word` may have been meant as, with their likeness (0-1)."""
    if len(word) < _SHORTEST or not word.isalpha():
        return {}
    near = connection.scalars(_SPELT_LIKE, {"forms": sorted(one_left_out(word))})
    likely = _judged(word, near.all())
    if not likely and len(word) >= _LONG:
        grams = " OR ".join(f'"{word[place : place + 3]}"' for place in range(len(word) - 2))
        likely = _judged(word, connection.scalars(_GRAMS, {"grams": grams}).all())
    alive = frequencies(connection, list(likely))
    best = max((likely[found] for found in alive), default=0.0)
    close = [found for found in alive if likely[found] >= best - _BEHIND_THE_BEST]
    chosen = sorted(close, key=lambda found: (-likely[found], -alive[found], found))[:_KEEP]
    return {found: likely[found] for found in chosen}


def beginnings(connection: Connection, word: str, at_most: int = 8) -> Sequence[str]:
    """Words of the catalogue that begin with `word`, the most frequent first."""
    if len(word) < _SHORTEST:
        return ()
    return connection.scalars(_BEGINNINGS, {"low": word, "high": f"{word}\uffff", "most": at_most}).all()


def _judged(word: str, candidates: Sequence[str]) -> dict[str, float]:
    """Mean of edit likeness and of Jaro-Winkler, which forgives the end of a word more than its beginning."""
    least = _SIMILAR_LONG if len(word) >= _LONG else _SIMILAR_SHORT
    judged = {}
    for candidate in candidates:
        edits = OSA.normalized_similarity(word, candidate)
        if edits >= least and OSA.distance(word, candidate) <= (1 if len(word) < _LONG else 3):
            judged[candidate] = (edits + JaroWinkler.normalized_similarity(word, candidate)) / 2
    return judged
