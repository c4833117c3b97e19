"""Products and relations, read and written."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Engine, Row, bindparam, func, select

from database.prices import Prices, read_bundles
from database.product_rows import product_from, read_products
from database.search import Search
from database.session import reading
from database.tables import fit_rules, products, relations
from sales.basket import Basket
from sales.catalogue import Evidence, Origin, Product, Relation, RelationKind, RelationState
from sales.compatibility import Condition, FitRule, Operator
from sales.errors import NotFoundError
from sales.ports import Hit, Query
from sales.pricing import Bundle, Discount, PriceBook, Priced

_CATEGORY_SOURCE = "category:"
_RELATIONS_AT_MOST = 64
_OF_A_BUNDLE = 0.8
# Put together once: with three products in the cart, building the same statements took as long as running them.
_RELATIONS_OF = (
    select(relations)
    .where(relations.c.source.in_(bindparam("names", expanding=True)), relations.c.target != bindparam("sku"))
    .order_by(relations.c.score.desc())
    .limit(_RELATIONS_AT_MOST)
)
_CATEGORIES_OF = select(products.c.sku, products.c.category).where(
    products.c.sku.in_(bindparam("skus", expanding=True))
)


class Catalogue:
    """The products and relations of one database; implements `sales.ports.Catalogue`."""

    def __init__(self, engine: Engine, search: Search, prices: Prices | None = None) -> None:
        self._engine = engine
        self._search = search
        self._prices = prices or Prices()

    def get(self, sku: str) -> Product:
        """The product, or `NotFoundError`."""
        found = self.many([sku])
        if sku not in found:
            raise NotFoundError(f"There is no product {sku}.")
        return found[sku]

    def many(self, skus: Iterable[str]) -> Mapping[str, Product]:
        """The products that exist among `skus`, by SKU."""
        wanted = list(dict.fromkeys(skus))
        if not wanted:
            return {}
        with reading(self._engine) as connection:
            return self._prices.lowered(connection, read_products(connection, wanted))

    def search(self, query: Query) -> Sequence[Hit]:
        """Products that match, best first."""
        hits = self._search.find(query)
        with reading(self._engine) as connection:
            today = self._prices.lowered(connection, {hit.product.sku: hit.product for hit in hits})
        return [Hit(today[hit.product.sku], hit.score) for hit in hits]

    def browse(self, category: str | None = None, *, offset: int = 0, limit: int = 24) -> Sequence[Product]:
        """One page of active products in order of name."""
        chosen = select(products).where(products.c.active)
        if category:
            chosen = chosen.where(products.c.category == category)
        with reading(self._engine) as connection:
            rows = connection.execute(chosen.order_by(products.c.name, products.c.sku).offset(offset).limit(limit))
            found = [product_from(row) for row in rows]
            return list(self._prices.lowered(connection, {product.sku: product for product in found}).values())

    def categories(self) -> Mapping[str, int]:
        """Every category with its number of active products, in order of name."""
        counted = select(products.c.category, func.count()).where(products.c.active).group_by(products.c.category)
        with reading(self._engine) as connection:
            return {row[0]: row[1] for row in connection.execute(counted.order_by(products.c.category))}

    def relations(self, sources: Iterable[str]) -> Sequence[Relation]:
        """Relations of the SKUs or of their categories, strongest first, at most 64 a source; source = the SKU."""
        with reading(self._engine) as connection:
            found: list[Relation] = []
            categories = _categories_of(connection, list(dict.fromkeys(sources)))
            bundles = read_bundles(connection, categories) if categories else ()
            for sku, category in categories.items():
                names = {"names": [sku, f"{_CATEGORY_SOURCE}{category}"], "sku": sku}
                own = [_relation_from(row, sku) for row in connection.execute(_RELATIONS_OF, names)]
                mine = [each for each in bundles if any(sku == piece for piece, _ in each.pieces)]
                found += [*own, *_in_a_bundle(mine, sku, {each.target for each in own})]
            return found

    def fit_rules(self) -> Sequence[FitRule]:
        """All declared rules of compatibility."""
        with reading(self._engine) as connection:
            return read_fit_rules(connection)

    def price_book(self, skus: Iterable[str]) -> PriceBook:
        """What the price of a basket with some of these products may depend on."""
        with reading(self._engine) as connection:
            return self._prices.book(connection, skus)

    def priced(self, basket: Basket) -> Priced:
        """The basket at today's prices; what is no longer known is left out."""
        with reading(self._engine) as connection:
            return self._prices.priced(connection, basket)[0]

    def discounts(self) -> Sequence[Discount]:
        """The discounts that run today."""
        with reading(self._engine) as connection:
            return self._prices.running(connection)


def read_fit_rules(connection: Connection) -> Sequence[FitRule]:
    """All declared rules of compatibility, within the caller's transaction."""
    return [_fit_rule_from(row) for row in connection.execute(select(fit_rules).order_by(fit_rules.c.id))]


def _categories_of(connection: Connection, skus: Sequence[str]) -> dict[str, str]:
    found = {row.sku: row.category for row in connection.execute(_CATEGORIES_OF, {"skus": skus})}
    return {sku: found[sku] for sku in skus if sku in found}


def _in_a_bundle(bundles: Sequence[Bundle], source: str, related: set[str]) -> Iterable[Relation]:
    """A bundle is a relation between its pieces, where no other says so already."""
    for bundle in bundles:
        for sku, _ in bundle.pieces:
            if sku != source and sku not in related:
                evidence = Evidence(Origin.CURATED, f"bundle {bundle.name}")
                yield Relation(source, RelationKind.BUNDLE, sku, evidence, reason=bundle.reason, score=_OF_A_BUNDLE)


def _relation_from(row: Row[Any], source: str) -> Relation:
    evidence = Evidence(
        origin=Origin(row.origin),
        source=row.evidence.get("source", ""),
        together=row.evidence.get("together"),
        out_of=row.evidence.get("out_of"),
    )
    return Relation(
        source=source,
        kind=RelationKind(row.kind),
        target=row.target,
        evidence=evidence,
        essential=row.essential,
        after_days=row.after_days,
        reason=row.reason,
        score=row.score,
        state=RelationState(row.state),
    )


def _fit_rule_from(row: Row[Any]) -> FitRule:
    conditions = tuple(
        Condition(left, Operator(op), right, tuple(values[0]) if values else ())
        for left, op, right, *values in row.conditions
    )
    return FitRule(row.products, row.fit, conditions, row.every)
