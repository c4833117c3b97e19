"""Keeping full text, vocabulary and spellings in step with the catalogue, within the caller's transaction."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Engine, Integer, bindparam, delete, insert, select, text, update

from database.search.words import cut, cut_with_compounds, plain_sku
from database.session import writing
from database.tables import search_rows, search_words, spellings, synonyms

FIELDS = ("name", "brand", "category", "attributes", "fits", "description")
BETWEEN = "|"
OWNED = "(owned)"
_AT_ONCE = 500
_NO = frozenset({"", "no", "none", "false", "0"})
_YES = frozenset({"yes", "true"})
_REFERENCE = "fits"
_SHORTEST_TO_CORRECT = 3
_INSERT = text(
    f"INSERT INTO product_text (rowid, {', '.join(FIELDS)}) VALUES (:id, {', '.join(f':{field}' for field in FIELDS)})"
)

_ONE_MATCH = text("SELECT rowid FROM product_text WHERE product_text MATCH :words LIMIT 1")


def index_text(
    connection: Connection, rows: Sequence[Mapping[str, Any]], *, known: Collection[str] | None = None
) -> None:
    """Make product `rows` findable by their words from this transaction on; rows of known SKUs replace the old ones.

    What is not sold any more (`active` is False) leaves the index.

    `known` are the SKUs that may stand in the index already, where the caller knows.
    """
    for start in range(0, len(rows), _AT_ONCE):
        _index(connection, rows[start : start + _AT_ONCE], known)


def set_synonyms(engine: Engine, pairs: Iterable[tuple[str, str]]) -> None:
    """Replace all synonyms by (what people say, what the catalogue says).

    An empty second part marks a filler; `(owned)` marks a word such as "my": behind it stands what they have already.
    """
    rows = {synonym(word, means) for word, means in pairs}
    with writing(engine) as connection:
        connection.execute(delete(synonyms))
        if kept := [{"word": word, "means": means} for word, means in sorted(rows) if word and word != means]:
            connection.execute(insert(synonyms), kept)


def synonym(word: str, means: str) -> tuple[str, str]:
    """A pair as it is kept: cut like every other text."""
    return " ".join(cut(word)), means if means == OWNED else " ".join(cut(means))


def is_kind(connection: Connection, words: Sequence[str]) -> bool:
    """Whether those words stand side by side in the name of some category."""
    asked = {"words": f'category : "{" ".join(words)}"'}
    return connection.scalar(_ONE_MATCH, asked) is not None


def stand_together(connection: Connection, words: Sequence[str]) -> bool:
    """Whether those words stand side by side in anything that a product's name or attributes say."""
    asked = {"words": f'{{name attributes fits}} : "{" ".join(words)}"'}
    return connection.scalar(_ONE_MATCH, asked) is not None


def texts_of(row: Mapping[str, Any]) -> dict[str, str]:
    """The words of each searched field of a product row, joined by blanks; values are kept apart by a bar."""
    attributes, fits = _attribute_words(row.get("attributes") or {})
    prose = " ".join((row.get("description") or "", *(row.get("benefits") or ())))
    return {
        "name": _joined(row["name"]),
        "brand": _joined(row.get("brand") or ""),
        "category": _joined((row.get("category") or "").replace("_", " ")),
        "attributes": f" {BETWEEN} ".join(map(_joined, attributes)),
        "fits": f" {BETWEEN} ".join(map(_joined, fits)),
        "description": _joined(prose),
    }


def _index(connection: Connection, rows: Sequence[Mapping[str, Any]], known: Collection[str] | None) -> None:
    fresh = {row["sku"]: texts_of(row) for row in rows}
    counts: Counter[str] = Counter()
    old = [sku for sku in fresh if known is None or sku in known]
    there = dict(_ids(connection, old)) if old else {}
    if there:
        counts.subtract(_count(_take_out(connection, list(there.values()))))
    if new := [sku for sku in fresh if sku not in there]:
        connection.execute(insert(search_rows), [{"sku": sku, "folded": plain_sku(sku)} for sku in new])
        there |= dict(_ids(connection, new))
    sold = {row["sku"] for row in rows if row.get("active", True)}
    if written := [{"id": there[sku], **texts} for sku, texts in fresh.items() if sku in sold]:
        connection.execute(_INSERT, written)
        counts.update(_count(written))
    _recount(connection, {word: change for word, change in counts.items() if change})


def _ids(connection: Connection, skus: Sequence[str]) -> list[tuple[str, int]]:
    rows = connection.execute(select(search_rows.c.sku, search_rows.c.id).where(search_rows.c.sku.in_(skus)))
    return [(row.sku, row.id) for row in rows]


def _take_out(connection: Connection, ids: Sequence[int]) -> list[dict[str, str]]:
    chosen = bindparam("ids", expanding=True, type_=Integer)
    reading = text(f"SELECT {', '.join(FIELDS)} FROM product_text WHERE rowid IN :ids").bindparams(chosen)
    texts = [dict(row._mapping) for row in connection.execute(reading, {"ids": ids})]
    connection.execute(text("DELETE FROM product_text WHERE rowid IN :ids").bindparams(chosen), {"ids": ids})
    return texts


def _count(texts: Iterable[Mapping[str, Any]]) -> Counter[str]:
    return Counter(
        word
        for fields in texts
        for word in {word for field in FIELDS for word in fields[field].split() if word != BETWEEN}
    )


def _recount(connection: Connection, changes: Mapping[str, int]) -> None:
    words = sorted(changes)
    known: dict[str, int] = {}
    for start in range(0, len(words), _AT_ONCE):
        chosen = select(search_words).where(search_words.c.word.in_(words[start : start + _AT_ONCE]))
        known |= {row.word: row.products for row in connection.execute(chosen)}
    if new := [word for word in words if word not in known]:
        connection.execute(insert(search_words), [{"word": word, "products": changes[word]} for word in new])
        _learn_spellings(connection, new)
    if changed := [{"key": word, "products": known[word] + changes[word]} for word in words if word in known]:
        connection.execute(update(search_words).where(search_words.c.word == bindparam("key")), changed)


def _learn_spellings(connection: Connection, words: Sequence[str]) -> None:
    correctable = [word for word in words if word.isalpha() and len(word) >= _SHORTEST_TO_CORRECT]
    if not correctable:
        return
    forms = [{"form": form, "word": word} for word in correctable for form in one_left_out(word)]
    connection.execute(insert(spellings), forms)
    connection.execute(text("INSERT INTO search_grams (word) VALUES (:word)"), [{"word": word} for word in correctable])


def one_left_out(word: str) -> set[str]:
    """The word with each of its letters left out in turn, and the word itself."""
    return {word, *(word[:place] + word[place + 1 :] for place in range(len(word)))}


def _attribute_words(attributes: Mapping[str, Sequence[str]]) -> tuple[list[str], list[str]]:
    """What a product is, and what it fits; a number takes its unit along (storage_gb=64 is 64 gb)."""
    own: list[str] = []
    fits: list[str] = []
    for name, values in attributes.items():
        for value in (str(value) for value in values):
            if value.casefold() in _NO:
                continue
            if name.startswith(_REFERENCE):
                fits.append(value)
            elif value.casefold() in _YES:
                own.append(name.replace("_", " "))
            elif value.replace(".", "", 1).isdecimal():
                own.append(f"{value} {name.rsplit('_', 1)[-1]}")
            else:
                own.append(value)
    return own, fits


def _joined(value: str) -> str:
    return " ".join(cut_with_compounds(value))
