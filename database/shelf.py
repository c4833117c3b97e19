"""What goes with these products, in as few questions to the database as it takes.

Every question is a journey to the server and back, so relations and their targets come in one.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from sqlalchemy import Connection, Row, Select, String, bindparam, literal_column, select, union_all

from database.prices import Prices, read_bundles
from database.product_rows import PRODUCT, decoded, plainly, product_from, read_products
from database.tables import fit_rules, products, relations
from sales.catalogue import Evidence, Origin, Product, Relation, RelationKind, RelationState
from sales.compatibility import Condition, FitRule, Operator
from sales.pricing import CATEGORY, Bundle
from sales.shelf import Shelf

_RELATIONS_AT_MOST = 64
_NAMES_AT_ONCE = 8
_OF_A_BUNDLE = 0.8
_KINDS = {kind.value: kind for kind in RelationKind}
_ORIGINS = {origin.value: origin for origin in Origin}
_STATES = {state.value: state for state in RelationState}
_WRITTEN = plainly(
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
    for row in _of_each(connection, names):
        if row[0] is not None and row[0] not in known:
            known[row[0]] = product_from(row)
        relation = _relation_from(row[-len(_WRITTEN) :])
        by_name.setdefault(relation.source, []).append(relation)
    return known, by_name


def _of_each(connection: Connection, names: Sequence[str]) -> Iterator[Row[Any]]:
    """Each relation written down for one of the names, with its target before it."""
    for start in range(0, len(names), _NAMES_AT_ONCE):
        chunk = names[start : start + _NAMES_AT_ONCE]
        given = {f"name{place}": name for place, name in enumerate(chunk)}
        yield from connection.execute(_related(len(chunk)), given).all()


@cache
def _related(count: int) -> Select[Any]:
    """The statement for so many names, put together once.

    Each name has an arm of its own that stops at its strongest: numbering all relations to find them took three times
    as long. One more than at most, since one of a category's may be the product itself.
    """
    arms = (
        select(*_WRITTEN)
        .where(relations.c.source == bindparam(f"name{place}", type_=String))
        .order_by(relations.c.score.desc())
        .limit(literal_column(str(_RELATIONS_AT_MOST + 1)))
        .subquery()
        for place in range(count)
    )
    strongest = union_all(*map(select, arms)).subquery()
    targets = strongest.outerjoin(products, products.c.sku == strongest.c.target)
    return select(*PRODUCT, *strongest.c).select_from(targets)


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
    evidence = _evidence(_ORIGINS[origin], decoded(written))
    return Relation(source, _KINDS[kind], target, evidence, bool(essential), after_days, reason, score, _STATES[state])


def _evidence(origin: Origin, kept: Mapping[str, Any]) -> Evidence:
    return Evidence(origin, kept.get("source", ""), kept.get("together"), kept.get("out_of"))


def _fit_rule_from(row: Row[Any]) -> FitRule:
    conditions = tuple(
        Condition(left, Operator(op), right, tuple(values[0]) if values else ())
        for left, op, right, *values in row.conditions
    )
    return FitRule(row.products, row.fit, conditions, row.every)
