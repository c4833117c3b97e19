"""Finding products by words; full text first."""

import re
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Engine, bindparam, select, text

from database.product_rows import product_from
from database.session import reading
from database.tables import products
from sales.ports import Hit, Query

_WORD = re.compile(r"\w+")
_MATCHED = text(
    "SELECT sku, bm25(product_text, 0, 10, 4, 6, 3, 1) AS rank FROM product_text "
    "WHERE product_text MATCH :words ORDER BY rank LIMIT 200"
)


class Search:
    """Searches one database's catalogue."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def find(self, query: Query) -> Sequence[Hit]:
        """Products that match the words and obey every constraint, best first."""
        words = _WORD.findall(query.text)
        with reading(self._engine) as connection:
            ranks: dict[str, float] = {}
            if words:
                phrase = " OR ".join(f'"{word}"*' for word in words)
                ranks = {row.sku: -row.rank for row in connection.execute(_MATCHED, {"words": phrase})}
                if not ranks:
                    return []
            chosen = select(products).where(products.c.active)
            if ranks:
                chosen = chosen.where(products.c.sku.in_(ranks))
            if query.category:
                chosen = chosen.where(products.c.category == query.category)
            if query.price_min is not None:
                chosen = chosen.where(products.c.price >= query.price_min)
            if query.price_max is not None:
                chosen = chosen.where(products.c.price <= query.price_max)
            found = [product_from(row) for row in connection.execute(chosen.limit(500))]
        best = max(ranks.values(), default=1.0)
        hits = [Hit(product, ranks.get(product.sku, 1.0) / best) for product in found]
        if query.only_in_stock:
            hits = [hit for hit in hits if hit.product.in_stock]
        return sorted(hits, key=lambda hit: (-hit.score, hit.product.sku))[: query.limit]


def index_text(connection: Any, rows: Sequence[dict[str, Any]], *, known: Collection[str] | None = None) -> None:
    """Bring the full-text index up to date with product `rows`, within the caller's transaction.

    `known` are the SKUs that may stand in the index already, where the caller knows; finding them takes a full scan.
    """
    old = [row["sku"] for row in rows if known is None or row["sku"] in known]
    if old:
        gone = text("DELETE FROM product_text WHERE sku IN :skus").bindparams(bindparam("skus", expanding=True))
        connection.execute(gone, {"skus": old})
    connection.execute(
        text(
            "INSERT INTO product_text (sku, name, brand, category, attributes, description) "
            "VALUES (:sku, :name, :brand, :category, :attributes, :description)"
        ),
        [
            {
                "sku": row["sku"],
                "name": row["name"],
                "brand": row.get("brand", ""),
                "category": row.get("category", "").replace("-", " "),
                "attributes": " ".join(v for values in row.get("attributes", {}).values() for v in values),
                "description": " ".join((row.get("description", ""), *row.get("benefits", ()))),
            }
            for row in rows
        ],
    )
