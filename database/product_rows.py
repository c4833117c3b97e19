"""Rows of products as values, within a caller's transaction."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, bindparam, select

from database.tables import products
from sales.catalogue import Product, ProductKind

_WITH_SKUS = select(products).where(products.c.sku.in_(bindparam("skus", expanding=True)))


def read_products(connection: Connection, skus: Sequence[str]) -> dict[str, Product]:
    """The products that exist among `skus`, within the caller's transaction."""
    return {row.sku: product_from(row) for row in connection.execute(_WITH_SKUS, {"skus": skus})}


def product_from(row: Row[Any]) -> Product:
    """A row of `products` as the value that `sales` works with."""
    return Product(
        sku=row.sku,
        name=row.name,
        brand=row.brand,
        category=row.category,
        price=row.price,
        currency=row.currency,
        kind=ProductKind(row.kind),
        cost=row.cost,
        stock=row.stock,
        description=row.description,
        benefits=tuple(row.benefits),
        attributes={name: tuple(values) for name, values in row.attributes.items()},
        url=row.url or f"/p/{row.sku}",
        image=row.image,
        regulated=row.regulated,
        partner=row.partner,
        reorder_days=row.reorder_days,
        installation=row.installation,
        active=row.active,
    )
