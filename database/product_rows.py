"""Rows of products as values, within a caller's transaction."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, bindparam, select

from database.tables import products
from sales.catalogue import Product, ProductKind

_KINDS = {kind.value: kind for kind in ProductKind}
_WITH_SKUS = select(products).where(products.c.sku.in_(bindparam("skus", expanding=True)))


def read_products(connection: Connection, skus: Sequence[str]) -> dict[str, Product]:
    """The products that exist among `skus`, within the caller's transaction."""
    return {row.sku: product_from(row) for row in connection.execute(_WITH_SKUS, {"skus": skus})}


def product_from(row: Row[Any]) -> Product:
    """A row of `products`, or one that begins with it, as the value that `sales` works with.

    Read by place and not by name: a cart's fifty products are read for every offer.
    """
    cells: tuple[Any, ...] = tuple(row)
    sku, name, brand, category, kind, price, cost, currency, stock, description, *others = cells
    benefits, attributes, url, image, regulated, partner, reorder_days, installation, active, *_ = others
    return Product(
        sku,
        name,
        brand,
        category,
        price,
        currency,
        _KINDS[kind],
        cost,
        stock,
        description,
        tuple(benefits),
        {key: tuple(values) for key, values in attributes.items()},
        url or f"/p/{sku}",
        image,
        regulated,
        partner,
        reorder_days,
        installation,
        active,
    )
