"""What a basket costs: discounts with their dates, prices by quantity, bundles; to the cent, never below the floor.

A discount lowers a product's price while it runs. Quantity prices and bundles depend on the whole basket. Each is
refused where the margin left would be under the floor (R51); a product whose cost is unknown has no floor to hold.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from sales.basket import Basket
from sales.catalogue import Product

_CENT, _NONE = Decimal("0.01"), Decimal(0)
CATEGORY = "category:"


@dataclass(frozen=True)
class Discount:
    """`percent` off a SKU or `category:…` from `starts_on` to the end of `ends_on`; somebody owns it, for a reason."""

    code: str
    target: str
    percent: Decimal
    starts_on: date
    ends_on: date
    owner: str
    reason: str

    def lowers(self, product: Product, on: date) -> bool:
        """Whether it is for this product and runs on that day."""
        named = self.target in (product.sku, f"{CATEGORY}{product.category}")
        return named and self.starts_on <= on <= self.ends_on


@dataclass(frozen=True)
class Tier:
    """From so many pieces (or licences) each one costs `unit_price`."""

    from_quantity: int
    unit_price: Decimal


@dataclass(frozen=True)
class Bundle:
    """Pieces that cost `percent` less when bought together; `pieces` are (SKU, how many)."""

    code: str
    name: str
    percent: Decimal
    pieces: tuple[tuple[str, int], ...]
    reason: str = ""


@dataclass(frozen=True)
class PriceBook:
    """What a basket's price may depend on beside today's prices; `floor` is the least margin as a share of a price."""

    tiers: Mapping[str, tuple[Tier, ...]] = field(default_factory=dict)
    bundles: tuple[Bundle, ...] = ()
    floor: Decimal = _NONE


@dataclass(frozen=True)
class PricedLine:
    """`quantity` pieces at `unit_price` each, less what bundles `saved` on them."""

    sku: str
    quantity: int
    unit_price: Decimal
    saved: Decimal = _NONE

    @property
    def total(self) -> Decimal:
        """What the line costs."""
        return self.unit_price * self.quantity - self.saved


@dataclass(frozen=True)
class Priced:
    """A basket's lines with their prices, and the bundles that it fills, each as often as it does."""

    lines: tuple[PricedLine, ...] = ()
    bundles: tuple[Bundle, ...] = ()

    @property
    def total(self) -> Decimal:
        """What the basket costs."""
        return sum((line.total for line in self.lines), _NONE)


def reduced(product: Product, discounts: Iterable[Discount], on: date, floor: Decimal) -> Product:
    """The product at its lowest price of that day; what it cost before stands in `price_before`."""
    prices = (less(product.price, each.percent) for each in discounts if each.lowers(product, on))
    allowed = [price for price in prices if price < product.price and keeps_floor(price, product.cost, floor)]
    return replace(product, price=min(allowed), price_before=product.price) if allowed else product


def less(price: Decimal, percent: Decimal) -> Decimal:
    """The price less `percent`, rounded half up to the cent."""
    return (price * (100 - percent) / 100).quantize(_CENT, rounding=ROUND_HALF_UP)


def keeps_floor(price: Decimal, cost: Decimal | None, floor: Decimal) -> bool:
    """Whether enough of `price` is left above `cost`; an unknown cost passes."""
    return cost is None or price - cost >= price * floor


def price(basket: Basket, products: Mapping[str, Product], book: PriceBook) -> Priced:
    """Every line at today's price for its quantity, bundles taken off, the greatest saving first.

    Each piece counts in one bundle only. Every SKU must be in `products`.
    """
    units = {line.sku: _unit_price(products[line.sku], line.quantity, book) for line in basket.lines}
    left = {line.sku: line.quantity for line in basket.lines}
    saved = dict.fromkeys(left, _NONE)
    filled: list[Bundle] = []
    for bundle in sorted(book.bundles, key=lambda each: (-_saving(each, units), each.code)):
        while allowed(bundle, products, units, book.floor) and all(left[sku] >= count for sku, count in bundle.pieces):
            filled.append(bundle)
            for sku, count in bundle.pieces:
                left[sku] -= count
                saved[sku] += (units[sku] - less(units[sku], bundle.percent)) * count
    lines = (PricedLine(line.sku, line.quantity, units[line.sku], saved[line.sku]) for line in basket.lines)
    return Priced(tuple(lines), tuple(filled))


def allowed(bundle: Bundle, products: Mapping[str, Product], units: Mapping[str, Decimal], floor: Decimal) -> bool:
    """Whether all pieces are known and the set as a whole stays above the floor; pieces of unknown cost have none."""
    if not bundle.pieces or any(sku not in units for sku, _ in bundle.pieces):
        return False
    known = [(products[sku].cost, less(units[sku], bundle.percent), count) for sku, count in bundle.pieces]
    cost = sum((cost * count for cost, _, count in known if cost is not None), _NONE)
    brought = sum((price * count for cost, price, count in known if cost is not None), _NONE)
    return keeps_floor(brought, cost, floor)


def _unit_price(product: Product, quantity: int, book: PriceBook) -> Decimal:
    reached = [tier.unit_price for tier in book.tiers.get(product.sku, ()) if quantity >= tier.from_quantity]
    return min([product.price, *(price for price in reached if keeps_floor(price, product.cost, book.floor))])


def _saving(bundle: Bundle, units: Mapping[str, Decimal]) -> Decimal:
    prices = ((units.get(sku, _NONE), count) for sku, count in bundle.pieces)
    return sum(((price - less(price, bundle.percent)) * count for price, count in prices), _NONE)
