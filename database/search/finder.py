"""Finding products: what was typed, what it means, and every constraint."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from sqlalchemy import ColumnElement, Connection, Engine, and_, bindparam, func, or_, select

from database.product_rows import PRODUCT, product_from
from database.search import full_text, ranking
from database.search.full_text import Conditions, Texts
from database.search.mention import Reader, Term
from database.search.vectors import Likeness, Vectors
from database.search.words import plain_sku
from database.session import reading
from database.tables import order_lines, products, search_rows
from sales.catalogue import Product
from sales.ports import Hit, Query

_NEAREST = 30
_NEAREST_TO_SIFT = (60, 400)
_ENOUGH_NEAR = 12
_SIFTED_AT_MOST = 1500
_WINDOW = 24
_ALIKE = 0.025
_LEAST = 0.05
# From here the words alone have named it, and what is meant besides only blurs that.
_SURE = 0.85
_SKU_LIKE = re.compile(r"[\w\-./]*\d[\w\-./]*|\w+(?:[-_]\w+)+")
_SHORTEST_SKU = 4
# Built once: making a statement costs more than running it.
_NEWEST = select(func.max(search_rows.c.id))
_CHOSEN = (
    select(*PRODUCT, search_rows.c.id)
    .join(products, products.c.sku == search_rows.c.sku)
    .where(search_rows.c.id.in_(bindparam("ids", expanding=True)), products.c.active)
)
_NAMED = select(search_rows.c.id).where(search_rows.c.folded.in_(bindparam("names", expanding=True))).limit(_WINDOW)
_SOLD = (
    select(order_lines.c.sku, func.count().label("orders"))
    .where(order_lines.c.sku.in_(bindparam("skus", expanding=True)))
    .group_by(order_lines.c.sku)
)


class Search:
    """Searches one database's catalogue; a process keeps one, because it holds the vectors in memory."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._vectors = Vectors()

    def ways(self, said: str) -> Sequence[str]:
        """How the catalogue may say it, likeliest first, at most 6: by synonyms and nearest spelling."""
        with reading(self._engine) as connection:
            return Reader(connection, connection.scalar(_NEWEST) or 0).ways(said)

    def find(self, query: Query) -> Sequence[Hit]:
        """Products that obey every constraint, best first; a score from 0.5 means that most of what was said is met.

        By words always, by meaning too where `query.vector` is given. Without text the constraints alone choose.
        """
        with reading(self._engine) as connection:
            reader = Reader(connection, connection.scalar(_NEWEST) or 0, query.spelt_right)
            must = full_text.demand(connection, [term for said in query.attributes for term in reader.read(said)])
            if must is None:
                return []
            terms = reader.read(query.text)
            conditions = Conditions(must, _obeys(query))
            if not query.text.strip() and query.vector is None:
                scores = dict.fromkeys(full_text.obeying(connection, conditions, _SIFTED_AT_MOST), 1.0)
            else:
                scores = self._scores(connection, query, terms, conditions)
            return _best(connection, scores, query.limit)

    def _scores(
        self, connection: Connection, query: Query, terms: Sequence[Term], conditions: Conditions
    ) -> dict[int, float]:
        asked = ranking.asked(terms)
        found = full_text.candidates(connection, terms, conditions)
        by_words = {text.id: ranking.by_words(asked, text) for text in found}
        texts = Texts(connection, found)
        cosines: Mapping[int, float] = {}
        if query.vector is not None and max(by_words.values(), default=0.0) < _SURE:
            likeness = self._vectors.likeness(connection, query.vector)
            cosines = _near(connection, likeness, conditions, texts) | likeness.nearest(len(found), by_words)
            found += [text for text in texts.of(list(cosines)) if text.id not in by_words]
        scores = {}
        for text in found:
            words = by_words[text.id] if text.id in by_words else ranking.by_words(asked, text)
            scores[text.id] = ranking.score(asked, text, words, cosines.get(text.id))
        return scores | dict.fromkeys(_named_by_sku(connection, query.text, conditions, texts), 1.0)


def _obeys(query: Query) -> ColumnElement[bool] | None:
    """The condition on a product; None where there is none."""
    conditions: list[ColumnElement[bool]] = []
    if query.category:
        conditions.append(products.c.category == query.category)
    if query.price_max is not None:
        conditions.append(products.c.price <= query.price_max)
    if query.only_in_stock:
        conditions.append(or_(products.c.stock.is_(None), products.c.stock > 0))
    if not conditions and query.price_min is None:
        return None
    # SQLite reads the conditions from their index alone only where the price is among them.
    return and_(products.c.price >= (query.price_min or Decimal(0)), *conditions)


def _near(connection: Connection, likeness: Likeness, conditions: Conditions, texts: Texts) -> dict[int, float]:
    """The cosines of the nearest products that meet the conditions."""
    if conditions.are_none:
        return likeness.nearest(_NEAREST)
    allowed: set[int] = set()
    have_it = conditions.must.products
    if have_it is None or have_it > _SIFTED_AT_MOST:
        # Reading a text takes longer than asking a table for its row.
        for some in _NEAREST_TO_SIFT if have_it is None else _NEAREST_TO_SIFT[:1]:
            if len(allowed) < _ENOUGH_NEAR:
                allowed = _sifted(connection, list(likeness.nearest(some)), conditions, texts)
    allowed = allowed or set(full_text.obeying(connection, conditions, _SIFTED_AT_MOST))
    return likeness.nearest(_NEAREST, allowed)


def _sifted(connection: Connection, ids: Sequence[int], conditions: Conditions, texts: Texts) -> set[int]:
    if conditions.obeys is not None:
        ids = full_text.obeying(connection, Conditions(obeys=conditions.obeys), len(ids), among=ids)
    must = conditions.must
    return {text.id for text in texts.of(ids) if must.is_met_by(text)} if must.parts else set(ids)


def _named_by_sku(connection: Connection, said: str, conditions: Conditions, texts: Texts) -> set[int]:
    typed = {plain_sku(word) for word in _SKU_LIKE.findall(said)} | {plain_sku(said)}
    names = [name for name in typed if len(name) >= _SHORTEST_SKU]
    if not names:
        return set()
    found = connection.scalars(_NAMED, {"names": names}).all()
    return _sifted(connection, found, conditions, texts) if found else set()


def _best(connection: Connection, scores: Mapping[int, float], limit: int) -> list[Hit]:
    """The best hits; among equals the one in stock first, then the one sold more often, then by name."""
    wanted = sorted((number for number in scores if scores[number] >= _LEAST), key=lambda number: -scores[number])
    window = wanted[: max(_WINDOW, limit)]
    if not window:
        return []
    found: list[tuple[float, Product]] = [
        (round(min(1.0, scores[row.id]), 4), product_from(row)) for row in connection.execute(_CHOSEN, {"ids": window})
    ]
    sold = _sold(connection, [product.sku for _, product in found])

    def order(hit: tuple[float, Product]) -> tuple[int, bool, int, float, str, str]:
        score, product = hit
        step = round(score / _ALIKE)
        return (-step, not product.in_stock, -sold.get(product.sku, 0), -score, product.name, product.sku)

    return [Hit(product, score) for score, product in sorted(found, key=order)[:limit]]


def _sold(connection: Connection, skus: Sequence[str]) -> dict[str, int]:
    return {row.sku: row.orders for row in connection.execute(_SOLD, {"skus": list(skus)})}
