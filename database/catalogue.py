"""Products and relations, read and written."""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Engine, func, select

from database.prices import Prices
from database.product_rows import PRODUCT, product_from, read_products
from database.search import Search
from database.session import looking_up, reading
from database.shelf import read_fit_rules, read_shelf
from database.tables import products
from sales.basket import Basket
from sales.catalogue import Product, Relation
from sales.compatibility import FitRule
from sales.errors import NotFoundError
from sales.ports import Hit, Query
from sales.pricing import Discount, PriceBook, Priced
from sales.shelf import Shelf


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

    def ways(self, said: str) -> Sequence[str]:
        """How the catalogue may say it, likeliest first."""
        return self._search.ways(said)

    def browse(self, category: str | None = None, *, offset: int = 0, limit: int = 24) -> Sequence[Product]:
        """One page of active products in order of name."""
        chosen = select(*PRODUCT).where(products.c.active)
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

    def shelf(self, sources: Iterable[str]) -> Shelf:
        """All that complements of these SKUs are chosen from."""
        with looking_up(self._engine) as connection:
            return read_shelf(connection, self._prices, sources)

    def relations(self, sources: Iterable[str]) -> Sequence[Relation]:
        """Relations of the SKUs or of their categories, strongest first, at most 64 a source; source = the SKU."""
        return self.shelf(sources).relations

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
