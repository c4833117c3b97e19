"""Relations that were read from the products themselves, kept up to date with them."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from database.product_rows import PRODUCT, product_from
from database.tables import products, relations
from sales.catalogue import Origin, Product, Relation, RelationState

DERIVED = (Origin.ATTRIBUTE.value, Origin.TEXT.value)
_CATEGORY = "category:"


def active_products(connection: Connection, most: int) -> Sequence[Product] | None:
    """All products that are sold, or None where they are more than `most`."""
    count = connection.scalar(select(func.count()).select_from(products).where(products.c.active)) or 0
    if count > most:
        return None
    rows = connection.execute(select(*PRODUCT).where(products.c.active).order_by(products.c.sku))
    return [product_from(row) for row in rows]


def curated_kinds(connection: Connection) -> set[str]:
    """The categories of which people wrote down what goes with them, or what they go with."""
    written = relations.c.origin.in_((Origin.CURATED.value, Origin.PARTNER.value))
    found: set[str] = set()
    for end in (relations.c.source, relations.c.target):
        named = select(products.c.category).join(relations, end == products.c.sku).where(written)
        found.update(connection.scalars(named.distinct()))
    by_kind = select(relations.c.source).where(written, relations.c.source.startswith(_CATEGORY))
    return found | {source.removeprefix(_CATEGORY) for source in connection.scalars(by_kind.distinct())}


def replace_derived(connection: Connection, found: Sequence[Relation]) -> int:
    """Make `found` the derived relations; answers how many rows were written or went.

    What somebody banned or pinned stays so, and stays, whatever the products say now.
    """
    banned = banned_pairs(connection)
    wanted = {_key(row): row for row in map(_row, found)}
    chosen = select(relations).where(relations.c.origin.in_(DERIVED))
    there = {_key(row): row for row in connection.execute(chosen).mappings()}
    fresh = [unless_banned(banned, row) for key, row in wanted.items() if key not in there]
    gone = [row["id"] for key, row in there.items() if key not in wanted and row["state"] == RelationState.LIVE.value]
    differing = {
        there[key]["id"]: row for key, row in wanted.items() if key in there and _says(there[key]) != _says(row)
    }
    signed = {row["id"]: row["evidence"] for row in there.values()}
    if fresh:
        connection.execute(insert(relations), fresh)
    for relation_id, row in differing.items():
        changed = {"score": row["score"], "evidence": {**signed[relation_id], **row["evidence"]}}
        connection.execute(update(relations).where(relations.c.id == relation_id).values(**changed))
    for start in range(0, len(gone), 500):
        connection.execute(delete(relations).where(relations.c.id.in_(gone[start : start + 500])))
    return len(fresh) + len(differing) + len(gone)


def banned_pairs(connection: Connection) -> set[frozenset[str]]:
    """The pairs that somebody banned, wherever they had been read: a ban is meant for the pair, not for its origin."""
    rows = connection.execute(
        select(relations.c.source, relations.c.target).where(relations.c.state == RelationState.BANNED.value)
    )
    return {frozenset((row.source, row.target)) for row in rows}


def unless_banned(banned: set[frozenset[str]], row: Mapping[str, Any]) -> Mapping[str, Any]:
    """The row as it starts: banned where its pair is."""
    is_banned = frozenset((row["source"], row["target"])) in banned
    return {**row, "state": RelationState.BANNED.value} if is_banned else row


def _says(row: Any) -> tuple[Any, ...]:
    """The score and why, without who decided what about it."""
    return row["score"], row["evidence"]["source"]


def _row(relation: Relation) -> dict[str, Any]:
    return {
        "source": relation.source,
        "kind": relation.kind.value,
        "target": relation.target,
        "origin": relation.evidence.origin.value,
        "score": relation.score,
        "evidence": {"source": relation.evidence.source},
        "state": RelationState.LIVE.value,
    }


def _key(row: Any) -> tuple[str, ...]:
    return tuple(row[name] for name in ("source", "kind", "target", "origin"))
