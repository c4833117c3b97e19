"""What goes with these products, in as few questions to the database as it takes.

Every question is a journey to the server and back, so relations and their targets come in one, and all in one
transaction.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Row, bindparam, func, select

from database.prices import Prices, read_bundles
from database.product_rows import product_from, read_products
from database.tables import fit_rules, products, relations
from sales.catalogue import Evidence, Origin, Product, Relation, RelationKind, RelationState
from sales.compatibility import Condition, FitRule, Operator
from sales.pricing import CATEGORY, Bundle
from sales.shelf import Shelf

_RELATIONS_AT_MOST = 64
_OF_A_BUNDLE = 0.8
_KINDS = {kind.value: kind for kind in RelationKind}
_ORIGINS = {origin.value: origin for origin in Origin}
_STATES = {state.value: state for state in RelationState}
_WRITTEN = (
    relations.c.source,
    relations.c.kind,
    relations.c.target,
    relations.c.origin,
    relations.c.essential,
    relations.c.after_days,
    relations.c.reason,
    relations.c.evidence,
    relations.c.score,
    relations.c.state,
)
# Put together once: building the same statements took as long as running them. One more than at most, since one of
# a category's may be the product itself.
_PLACED = (
    select(
        *_WRITTEN,
        func.row_number().over(partition_by=relations.c.source, order_by=relations.c.score.desc()).label("place"),
    )
    .where(relations.c.source.in_(bindparam("names", expanding=True)))
    .subquery()
)
_RELATED = (
    select(products, *(_PLACED.c[column.name] for column in _WRITTEN))
    .select_from(_PLACED.outerjoin(products, products.c.sku == _PLACED.c.target))
    .where(_PLACED.c.place <= _RELATIONS_AT_MOST + 1)
)
_RULES = select(fit_rules).order_by(fit_rules.c.id)


def read_shelf(connection: Connection, prices: Prices, sources: Iterable[str]) -> Shelf:
    """The relations of these products or of their categories, at most 64 each, with all products in them."""
    asked = read_products(connection, list(dict.fromkeys(sources)))
    anchors = {sku: asked[sku] for sku in dict.fromkeys(sources) if sku in asked}
    if not anchors:
        return Shelf((), {}, tuple(read_fit_rules(connection)))
    known, by_name = _read_related(connection, anchors)
    bundles = read_bundles(connection, anchors)
    found: list[Relation] = []
    for sku, anchor in anchors.items():
        own = _strongest(sku, [*by_name.get(sku, ()), *by_name.get(_kind(anchor), ())])
        mine = [each for each in bundles if any(sku == piece for piece, _ in each.pieces)]
        found += [*own, *_in_a_bundle(mine, sku, {each.target for each in own})]
    lacking = {each.target for each in found} | {each.installation for each in known.values() if each.installation}
    if lacking - known.keys():
        known |= read_products(connection, sorted(lacking - known.keys()))
    return Shelf(tuple(found), prices.lowered(connection, known), tuple(read_fit_rules(connection)))


def read_fit_rules(connection: Connection) -> Sequence[FitRule]:
    """All declared rules of compatibility, within the caller's transaction."""
    return [_fit_rule_from(row) for row in connection.execute(_RULES).all()]


def _read_related(
    connection: Connection, anchors: Mapping[str, Product]
) -> tuple[dict[str, Product], dict[str, list[Relation]]]:
    """The anchors with all targets, and the relations by the SKU or `category:…` that they are written down for."""
    names = [*anchors, *{_kind(anchor) for anchor in anchors.values()}]
    known, by_name = dict(anchors), dict[str, list[Relation]]()
    for row in connection.execute(_RELATED, {"names": names}).all():
        if row[0] is not None and row[0] not in known:
            known[row[0]] = product_from(row)
        relation = _relation_from(row[-len(_WRITTEN) :])
        by_name.setdefault(relation.source, []).append(relation)
    return known, by_name


def _kind(product: Product) -> str:
    return f"{CATEGORY}{product.category}"


def _strongest(sku: str, found: Iterable[Relation]) -> list[Relation]:
    """The strongest of a product's own and of its category's relations, as the product's; none to itself."""
    others = sorted((each for each in found if each.target != sku), key=lambda each: -each.score)
    return [each if each.source == sku else replace(each, source=sku) for each in others[:_RELATIONS_AT_MOST]]


def _in_a_bundle(bundles: Sequence[Bundle], source: str, related: set[str]) -> Iterable[Relation]:
    """A bundle is a relation between its pieces, where no other says so already."""
    for bundle in bundles:
        for sku, _ in bundle.pieces:
            if sku != source and sku not in related:
                evidence = Evidence(Origin.CURATED, f"bundle {bundle.name}")
                yield Relation(source, RelationKind.BUNDLE, sku, evidence, reason=bundle.reason, score=_OF_A_BUNDLE)


def _relation_from(cells: Sequence[Any]) -> Relation:
    source, kind, target, origin, essential, after_days, reason, written, score, state = cells
    evidence = Evidence(_ORIGINS[origin], written.get("source", ""), written.get("together"), written.get("out_of"))
    return Relation(source, _KINDS[kind], target, evidence, essential, after_days, reason, score, _STATES[state])


def _fit_rule_from(row: Row[Any]) -> FitRule:
    conditions = tuple(
        Condition(left, Operator(op), right, tuple(values[0]) if values else ())
        for left, op, right, *values in row.conditions
    )
    return FitRule(row.products, row.fit, conditions, row.every)
