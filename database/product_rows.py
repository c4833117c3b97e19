"""Rows of products as values, within a caller's transaction.

Products are selected as `PRODUCT`, as the driver gives their columns: a cart's fifty products are read for every
offer, and the columns' own types took as long to read them as the database.
"""

from collections.abc import Sequence
from decimal import Decimal
from json import JSONDecoder
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, bindparam, select, type_coerce
from sqlalchemy.types import NullType

from database.tables import products
from sales.catalogue import Product, ProductKind

_KINDS = {kind.value: kind for kind in ProductKind}
_DECODE = JSONDecoder().raw_decode


def plainly(*columns: Column[Any]) -> tuple[ColumnElement[Any], ...]:
    """These columns under their names, without what their types would make of them."""
    return tuple(type_coerce(column, NullType()).label(column.name) for column in columns)


PRODUCT = plainly(
    products.c.sku,
    products.c.name,
    products.c.brand,
    products.c.category,
    products.c.kind,
    products.c.price,
    products.c.cost,
    products.c.currency,
    products.c.stock,
    products.c.description,
    products.c.benefits,
    products.c.attributes,
    products.c.url,
    products.c.image,
    products.c.regulated,
    products.c.partner,
    products.c.reorder_days,
    products.c.installation,
    products.c.active,
)
_WITH_SKUS = select(*PRODUCT).where(products.c.sku.in_(bindparam("skus", expanding=True)))


def read_products(connection: Connection, skus: Sequence[str]) -> dict[str, Product]:
    """The products that exist among `skus`, within the caller's transaction."""
    return {row[0]: product_from(row) for row in connection.execute(_WITH_SKUS, {"skus": skus}).all()}


def product_from(row: Sequence[Any]) -> Product:
    """A row that begins with `PRODUCT` as the value that `sales` works with; read by place, not by name."""
    sku, name, brand, category, kind, price, cost, currency, stock, description = row[:10]
    benefits, attributes, url, image, regulated, partner, reorder_days, installation, active = row[10:19]
    return Product(
        sku,
        name,
        brand,
        category,
        Decimal(price).scaleb(-2),
        currency,
        _KINDS[kind],
        None if cost is None else Decimal(cost).scaleb(-2),
        stock,
        description,
        tuple(decoded(benefits)),
        {key: tuple(values) for key, values in decoded(attributes).items()},
        url or f"/p/{sku}",
        image,
        bool(regulated),
        partner,
        reorder_days,
        installation,
        bool(active),
    )


def decoded(written: Any) -> Any:
    """A list or an object of a JSON column: SQLite gives the text, PostgreSQL's driver has read it already."""
    return _DECODE(written)[0] if isinstance(written, str) else written
