"""Writing what an import brings: only what differs is written, within the caller's transaction."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, Table, bindparam, delete, insert, select, update

from database.orders import sequence_of
from database.search import index_text, synonym
from database.tables import (
    bundle_items,
    bundles,
    customers,
    discounts,
    fit_rules,
    imports,
    order_lines,
    orders,
    price_tiers,
    products,
    relations,
    returns,
    service_contacts,
    synonyms,
)
from sales.compatibility import Condition, FitRule
from sales.pricing import Bundle

Row = Mapping[str, Any]
Key = tuple[Any, ...]
_CENT = Decimal("0.01")


def save_products(connection: Connection, rows: Sequence[Row], now: datetime) -> set[Key]:
    """Add or correct products and their full text; answers the keys of the rows that changed."""
    known, changed = _save(connection, products, rows, ("sku",), stamp={"updated_at": now})
    if changed:
        index_text(connection, [dict(row) for row in changed], known={key[0] for key in known})
    return _keys(changed, ("sku",))


def save_relations(connection: Connection, rows: Sequence[Row]) -> set[Key]:
    """Add or correct relations; whether a person banned or pinned one stays as it is."""
    return _keys(
        _save(connection, relations, rows, ("source", "kind", "target", "origin"))[1],
        ("source", "kind", "target", "origin"),
    )


def save_customers(connection: Connection, rows: Sequence[Row]) -> set[Key]:
    """Add or correct customers; whether one opted out of suggestions stays as it is."""
    return _keys(_save(connection, customers, rows, ("id",))[1], ("id",))


def save_orders(connection: Connection, heads: Sequence[Row], lines: Sequence[Row]) -> set[Key]:
    """Add or correct orders and their lines; answers the lines that changed, all of an order whose head did."""
    numbered = [{**head, "sequence": sequence_of(head["number"])} for head in heads]
    heads_changed = {row["number"] for row in _save(connection, orders, numbered, ("number",))[1]}
    changed = _keys(_save(connection, order_lines, lines, ("order_number", "sku"))[1], ("order_number", "sku"))
    return changed | {key for key in _keys(lines, ("order_number", "sku")) if key[0] in heads_changed}


def save_returns(connection: Connection, rows: Sequence[Row]) -> set[Key]:
    """Add or correct returns."""
    return _keys(_save(connection, returns, rows, ("order_number", "sku"))[1], ("order_number", "sku"))


def save_contacts(connection: Connection, rows: Sequence[Row]) -> set[Key]:
    """Add or correct service contacts."""
    return _keys(
        _save(connection, service_contacts, rows, ("customer_id", "at", "topic"))[1], ("customer_id", "at", "topic")
    )


def save_synonyms(connection: Connection, rows: Sequence[Row]) -> set[Key]:
    """Add what people say and what the catalogue says; answers the rows that were new, as they were given."""
    given: dict[Key, list[Key]] = {}
    for row in rows:
        given.setdefault(synonym(row["word"], row["means"]), []).append((row["word"], row["means"]))
    kept = [{"word": word, "means": means} for word, means in given if word and word != means]
    changed = _keys(_save(connection, synonyms, kept, ("word", "means"))[1], ("word", "means"))
    return {each for pair in changed for each in given[pair]}


def save_discounts(connection: Connection, rows: Sequence[Row]) -> set[Key]:
    """Add or correct dated discounts."""
    return _keys(_save(connection, discounts, rows, ("code", "target"))[1], ("code", "target"))


def save_tiers(connection: Connection, rows: Sequence[Row]) -> set[Key]:
    """Add or correct prices by quantity."""
    return _keys(_save(connection, price_tiers, rows, ("sku", "from_quantity"))[1], ("sku", "from_quantity"))


def save_bundle(connection: Connection, bundle: Bundle) -> bool:
    """Make the bundle as it is given, pieces that are not named any more go; False where it was so already."""
    head = {"code": bundle.code, "name": bundle.name, "percent": bundle.percent, "reason": bundle.reason}
    written = bool(_save(connection, bundles, [head], ("code",))[1])
    mine = bundle_items.c.bundle == bundle.code
    rows = connection.execute(select(bundle_items.c.sku, bundle_items.c.quantity).where(mine))
    if {(row.sku, row.quantity) for row in rows} == set(bundle.pieces):
        return written
    connection.execute(delete(bundle_items).where(mine))
    items = [{"bundle": bundle.code, "sku": sku, "quantity": count} for sku, count in bundle.pieces]
    connection.execute(insert(bundle_items), items)
    return True


def replace_fit_rules(connection: Connection, rules: Sequence[FitRule]) -> int:
    """Make `rules` all the rules there are; answers how many are new or gone."""
    wanted = [
        {
            "products": rule.products,
            "fit": rule.fit,
            "conditions": [_condition(part) for part in rule.when],
            "every": rule.every,
        }
        for rule in rules
    ]
    chosen = select(fit_rules.c.products, fit_rules.c.fit, fit_rules.c.conditions, fit_rules.c.every).order_by(
        fit_rules.c.id
    )
    there = [dict(row._mapping) for row in connection.execute(chosen)]
    if there == wanted:
        return 0
    connection.execute(delete(fit_rules))
    connection.execute(insert(fit_rules), wanted)
    return sum(rule not in there for rule in wanted) + sum(rule not in wanted for rule in there) or len(wanted)


def _condition(part: Condition) -> list[Any]:
    return [part.left, part.op.value, part.right, *([list(part.values)] if part.values else [])]


def record_import(
    connection: Connection, *, kind: str, file_name: str, report: Mapping[str, Any], now: datetime
) -> None:
    """Write down that an import happened and what it did."""
    connection.execute(
        insert(imports).values(id=str(uuid4()), kind=kind, file_name=file_name[:300], report=report, at=now)
    )


def prices_of(connection: Connection, skus: Collection[str]) -> dict[str, Decimal]:
    """Today's price of each product that exists among `skus`."""
    rows = connection.execute(select(products.c.sku, products.c.price).where(products.c.sku.in_(skus)))
    return {row.sku: row.price for row in rows}


def known_categories(connection: Connection, names: Collection[str]) -> set[str]:
    """The categories among `names` that hold a product."""
    return set(connection.scalars(select(products.c.category).where(products.c.category.in_(names)).distinct()))


def known_customers(connection: Connection, ids: Collection[str]) -> dict[str, tuple[str, str]]:
    """Name and e-mail of each customer that exists among `ids`."""
    rows = connection.execute(
        select(customers.c.id, customers.c.name, customers.c.email).where(customers.c.id.in_(ids))
    )
    return {row.id: (row.name, row.email) for row in rows}


def customers_with(connection: Connection, emails: Collection[str]) -> dict[str, str]:
    """The customer's id by lower-case e-mail address, for addresses kept as they are given or in lower case."""
    spelt = {*emails, *(email.lower() for email in emails)}
    chosen = select(customers.c.email, customers.c.id).where(customers.c.email.in_(spelt))
    rows = connection.execute(chosen.order_by(customers.c.id.desc()))
    return {row.email.lower(): row.id for row in rows}


def orders_placed_here(connection: Connection, numbers: Collection[str]) -> set[str]:
    """The order numbers among `numbers` that a conversation of this shop placed."""
    chosen = select(orders.c.number).where(orders.c.number.in_(numbers), orders.c.conversation_id.is_not(None))
    return set(connection.scalars(chosen))


def bought_quantities(connection: Connection, numbers: Collection[str]) -> dict[tuple[str, str], int]:
    """How many of each product stand on each of these orders, by (order number, SKU)."""
    chosen = select(order_lines.c.order_number, order_lines.c.sku, order_lines.c.quantity)
    rows = connection.execute(chosen.where(order_lines.c.order_number.in_(numbers)))
    return {(row.order_number, row.sku): row.quantity for row in rows}


def _save(
    connection: Connection, table: Table, rows: Sequence[Row], key: tuple[str, ...], stamp: Row | None = None
) -> tuple[set[Key], list[Row]]:
    """Insert new rows, update those that differ; answers the keys that were there and the rows that were written."""
    there = _read(connection, table, rows, key)
    fresh = [row for row in rows if _key(row, key) not in there]
    differing = [row for row in rows if _differs(row, there.get(_key(row, key)))]
    if fresh:
        connection.execute(insert(table), [{**row, **(stamp or {})} for row in fresh])
    if differing:
        named = [bindparam(f"key_{name}", type_=table.c[name].type) for name in key]
        chosen = [table.c[name] == param for name, param in zip(key, named, strict=True)]
        changes = [{**row, **(stamp or {}), **{f"key_{name}": row[name] for name in key}} for row in differing]
        connection.execute(update(table).where(*chosen), changes)
    return set(there), fresh + differing


def _read(connection: Connection, table: Table, rows: Sequence[Row], key: tuple[str, ...]) -> dict[Key, Row]:
    if not rows:
        return {}
    # The key's first column alone is asked for: SQLite scans the whole table for a list of compound keys.
    where = table.c[key[0]].in_({row[key[0]] for row in rows})
    found = connection.execute(select(*(table.c[name] for name in rows[0])).where(where))
    return {_key(row, key): dict(row) for row in found.mappings()}  # type: ignore[arg-type]


def _key(row: Row, key: tuple[str, ...]) -> Key:
    return tuple(row[name] for name in key)


def _keys(rows: Iterable[Row], key: tuple[str, ...]) -> set[Key]:
    return {_key(row, key) for row in rows}


def _differs(row: Row, there: Row | None) -> bool:
    return there is not None and any(_as_kept(value) != there[name] for name, value in row.items())


def _as_kept(value: Any) -> Any:
    return value.quantize(_CENT, rounding=ROUND_HALF_UP) if isinstance(value, Decimal) else value
