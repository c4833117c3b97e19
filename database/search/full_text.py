"""Candidates by words from SQLite's FTS5; another database's full text takes this module's place.

A query scores a few thousand rows at most: all terms together first, then fewer, at last any of the rare ones.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    and_,
    bindparam,
    column,
    exists,
    func,
    literal_column,
    select,
    table,
    text,
)

from database.search.index import FIELDS
from database.search.mention import Phrase, Term
from database.tables import products, search_rows

ENOUGH = 40
_AT_MOST = 50
_SCORED_AT_MOST = 400
_WORTH = (10, 6, 8, 4, 4, 1)
_IDENTITY = ("name", "brand", "category", "attributes", "fits")
_indexed = table("product_text", column("rowid"), *(column(field) for field in FIELDS))
NUMBER: ColumnElement[int] = literal_column("product_text.rowid")
# Built once: making a statement costs more than running it.
_TEXTS = (
    select(NUMBER.label("id"), *(_indexed.c[field] for field in FIELDS))
    .select_from(_indexed)
    .where(NUMBER.in_(bindparam("ids", expanding=True)))
)


@dataclass(frozen=True)
class Text:
    """The indexed words of one product, by field, with a blank before and behind each word."""

    id: int
    name: str
    brand: str
    category: str
    attributes: str
    fits: str
    description: str


@dataclass(frozen=True)
class Demand:
    """What every product found has to say somewhere: ways to say each thing, and in which fields they count.

    `expression` asks the full text for it; it is empty where nothing is demanded.
    """

    parts: Sequence[tuple[Term, Sequence[str]]] = ()

    @property
    def expression(self) -> str:
        """The same for the full text."""
        return " AND ".join(_within(term, fields) for term, fields in self.parts)

    @property
    def products(self) -> int | None:
        """How many products meet it at the most; None where nothing is demanded."""
        return min((term.products for term, _ in self.parts), default=None)

    def is_met_by(self, text: Text) -> bool:
        """Whether that text has all of it."""
        return all(
            any(f" {' '.join(way)} " in getattr(text, field) for way in term.ways for field in fields)
            for term, fields in self.parts
        )


@dataclass(frozen=True)
class Conditions:
    """What every product found must say (`must`) and what must hold in its row of the catalogue (`obeys`)."""

    must: Demand = Demand()
    obeys: ColumnElement[bool] | None = None

    @property
    def are_none(self) -> bool:
        """Whether any product will do."""
        return not self.must.parts and self.obeys is None


class Texts:
    """The texts that one search has read so far, by number."""

    def __init__(self, connection: Connection, found: Iterable[Text]) -> None:
        self._connection = connection
        self._read = {each.id: each for each in found}

    def of(self, ids: Sequence[int]) -> list[Text]:
        """The texts of those numbers that exist; those not read yet are read at once."""
        if missing := [number for number in ids if number not in self._read]:
            rows = self._connection.execute(_TEXTS, {"ids": missing})
            self._read |= {row.id: _text_of(row) for row in rows}
        return [self._read[number] for number in ids if number in self._read]


def candidates(
    connection: Connection, terms: Sequence[Term], conditions: Conditions, enough: int = ENOUGH
) -> list[Text]:
    """Texts that have the terms and meet the conditions, best guess first."""
    found: dict[int, Text] = {}
    must = conditions.must
    ranked = _RANKED if conditions.obeys is None else _ranked(conditions.obeys)
    for words in _widening([term for term in terms if term.ways]):
        whole = f"({must.expression}) AND ({words})" if must.parts else words
        for row in connection.execute(ranked, {"words": whole}):
            found.setdefault(row.id, _text_of(row))
        if len(found) >= enough:
            break
    return list(found.values())


def obeying(
    connection: Connection, conditions: Conditions, limit: int, among: Sequence[int] | None = None
) -> Sequence[int]:
    """Numbers of products that meet the conditions, at most `limit`, of those `among` where given."""
    must, obeys = conditions.must, conditions.obeys
    number = NUMBER if must.parts else search_rows.c.id
    chosen = select(number).select_from(_indexed if must.parts else search_rows).limit(limit)
    if must.parts:
        chosen = chosen.where(text("product_text MATCH :words"))
        if obeys is not None:
            chosen = chosen.where(_behind(obeys))
    elif obeys is not None:
        chosen = chosen.join(products, products.c.sku == search_rows.c.sku).where(obeys)
    if among is not None:
        chosen = chosen.where(number.in_(among))
    return connection.scalars(chosen, {"words": must.expression} if must.parts else {}).all()


def demand(connection: Connection, terms: Sequence[Term]) -> Demand | None:
    """What holds for products that have every term; None where no product can have one of them.

    A word that stands in some name, brand, category or attribute counts only there; else the description counts too:
    so "black" is a colour and not the coffee.
    """
    parts = []
    for term in terms:
        if not term.ways:
            return None
        somewhere = obeying(connection, Conditions(Demand([(term, _IDENTITY)])), 1)
        parts.append((term, _IDENTITY if somewhere else FIELDS))
    return Demand(parts)


def _behind(obeys: ColumnElement[bool]) -> ColumnElement[bool]:
    """The same condition on the product behind a number of the index."""
    same = and_(search_rows.c.id == NUMBER, products.c.sku == search_rows.c.sku, obeys)
    return exists(select(1).select_from(search_rows, products).where(same))


def _ranked(obeys: ColumnElement[bool] | None) -> Select[Any]:
    worth = func.bm25(literal_column("product_text"), *_WORTH).label("worth")
    matched = select(NUMBER.label("id"), worth).select_from(_indexed).where(text("product_text MATCH :words"))
    if obeys is not None:
        matched = matched.where(_behind(obeys))
    some = matched.limit(_SCORED_AT_MOST).subquery("some")
    best = select(some).order_by(some.c.worth).limit(_AT_MOST).subquery("best")
    return (
        select(best.c.id, *(_indexed.c[field] for field in FIELDS))
        .join_from(best, _indexed, and_(_indexed.c.rowid == best.c.id))
        .order_by(best.c.worth)
    )


_RANKED = _ranked(None)


def _widening(terms: Sequence[Term]) -> Iterator[str]:
    telling = sorted(terms, key=lambda term: -term.weight)
    count = len(telling)
    for size in sorted({count, count - 1, (count + 1) // 2, 2, 1} & set(range(1, count + 1)), reverse=True):
        yield " AND ".join(f"({_any(term)})" for term in telling[:size])
    rare, total = [], 0
    for term in telling:
        total += term.products
        if total <= _SCORED_AT_MOST:
            rare.append(term)
    if len(rare) > 1:
        yield " OR ".join(f"({_any(term)})" for term in rare)


def _within(term: Term, fields: Sequence[str]) -> str:
    return f"{{{' '.join(fields)}}} : ({_any(term)})"


def _any(term: Term) -> str:
    return " OR ".join(_quoted(way) for way in term.ways)


def _quoted(way: Phrase) -> str:
    return f'"{" ".join(way)}"'


def _text_of(row: Row[Any]) -> Text:
    values: list[Any] = list(row)
    return Text(values[0], *(f" {words} " for words in values[1:]))
