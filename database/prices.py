"""What changes prices, read for a day: discounts onto products, tiers and bundles as a price book."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal

from sqlalchemy import Connection, bindparam, select

from database.product_rows import read_products
from database.tables import bundle_items, bundles, discounts, price_tiers
from sales.basket import Basket
from sales.catalogue import Product
from sales.pricing import CATEGORY, Bundle, Discount, PriceBook, Priced, Tier, price, reduced

# A shop seldom runs more; then asking for all is quicker than naming a hundred products.
_FEW, _ALL = 200, 1_000_000
_RUNNING = (
    select(discounts)
    .where(discounts.c.starts_on <= bindparam("on"), discounts.c.ends_on >= bindparam("on"))
    .order_by(discounts.c.code, discounts.c.target)
    .limit(bindparam("most"))
)
_RUNNING_OF = _RUNNING.where(discounts.c.target.in_(bindparam("targets", expanding=True)))
_BUNDLES_WITH = (
    select(bundles, bundle_items.c.sku, bundle_items.c.quantity)
    .join(bundle_items, bundle_items.c.bundle == bundles.c.code)
    .where(
        bundles.c.code.in_(
            select(bundle_items.c.bundle).where(bundle_items.c.sku.in_(bindparam("skus", expanding=True)))
        )
    )
    .order_by(bundles.c.code, bundle_items.c.sku)
)


def today() -> date:
    """The day it is now, in UTC."""
    return datetime.now(UTC).date()


class Prices:
    """Prices of one shop: `day` tells today, `floor` the least margin as a share of the price."""

    def __init__(self, day: Callable[[], date] = today, floor: Callable[[], Decimal] = Decimal) -> None:
        self._day = day
        self._floor = floor

    def lowered(self, connection: Connection, products: Mapping[str, Product]) -> dict[str, Product]:
        """The products at today's prices, by SKU."""
        targets = {*products, *(f"{CATEGORY}{product.category}" for product in products.values())}
        running = running_discounts(connection, self._day(), targets) if products else []
        if not running:
            return dict(products)
        return {sku: reduced(product, running, self._day(), self._floor()) for sku, product in products.items()}

    def book(self, connection: Connection, skus: Iterable[str]) -> PriceBook:
        """The tiers of these products and every bundle that one of them stands in."""
        wanted = set(skus)
        tiers: dict[str, tuple[Tier, ...]] = {}
        for row in connection.execute(select(price_tiers).where(price_tiers.c.sku.in_(wanted))):
            tiers[row.sku] = (*tiers.get(row.sku, ()), Tier(row.from_quantity, row.unit_price))
        return PriceBook(tiers, tuple(read_bundles(connection, wanted)), self._floor())

    def priced(self, connection: Connection, basket: Basket) -> tuple[Priced, Mapping[str, Product]]:
        """The basket at today's prices and its products; what is no longer known is left out of both."""
        products = self.lowered(connection, read_products(connection, sorted(basket.skus)))
        known = Basket(tuple(line for line in basket.lines if line.sku in products))
        return price(known, products, self.book(connection, products)), products

    def running(self, connection: Connection) -> list[Discount]:
        """Every discount that runs today."""
        return running_discounts(connection, self._day())


def running_discounts(connection: Connection, on: date, targets: Iterable[str] | None = None) -> list[Discount]:
    """The discounts that run on that day: all, or those of these SKUs and `category:…` names."""
    if targets is None:
        return [Discount(**row._mapping) for row in connection.execute(_RUNNING, {"on": on, "most": _ALL})]
    wanted = set(targets)
    rows = connection.execute(_RUNNING, {"on": on, "most": _FEW}).all()
    if len(rows) == _FEW:
        rows = connection.execute(_RUNNING_OF, {"on": on, "most": _ALL, "targets": sorted(wanted)}).all()
    return [Discount(**row._mapping) for row in rows if row.target in wanted]


def read_bundles(connection: Connection, skus: Iterable[str]) -> Sequence[Bundle]:
    """The whole bundles that one of these products stands in."""
    found: dict[str, Bundle] = {}
    for row in connection.execute(_BUNDLES_WITH, {"skus": sorted(set(skus))}):
        before = found.get(row.code)
        pieces = (*(before.pieces if before else ()), (row.sku, row.quantity))
        found[row.code] = Bundle(row.code, row.name, row.percent, pieces, row.reason)
    return list(found.values())
