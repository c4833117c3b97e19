"""A quote: what is sold for how much, within the shop's margin floor and the agent's own limit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from sales.basket import Basket
from sales.catalogue import Product
from sales.errors import InvalidError
from sales.pricing import PriceBook, PricedLine, keeps_floor, price
from sales.solutions import missing

_CENT = Decimal("0.01")


@dataclass(frozen=True)
class QuoteLine:
    """So many pieces of one thing; prices are of one piece."""

    sku: str
    name: str
    quantity: int
    price_before: Decimal
    price: Decimal


@dataclass(frozen=True)
class Draft:
    """A quote that may be sent; `margin` is None where a cost is not known."""

    lines: tuple[QuoteLine, ...]
    price_before: Decimal
    price: Decimal
    currency: str
    margin: Decimal | None


@dataclass(frozen=True)
class Quote:
    """A quote as it was sent; `answer` is accept or decline, None while it is open."""

    id: str
    conversation_id: str
    agent: str
    lines: tuple[QuoteLine, ...]
    price_before: Decimal
    price: Decimal
    currency: str
    name: str
    email: str
    made_at: datetime
    valid_until: datetime
    answer: str | None = None
    order_number: str | None = None


def draft(
    basket: Basket, products: Mapping[str, Product], discount: Decimal, *, most: Decimal, book: PriceBook
) -> Draft:
    """The basket at a discount (a share of the price); `InvalidError` says what is not possible and why.

    `most` is the agent's own limit. The discount comes off what the customer would pay without a quote: `products` at
    today's prices, with the book's quantity prices and bundles; its floor holds for every line whose cost is known.
    """
    if not basket.lines:
        raise InvalidError("A quote needs at least one thing.")
    if not 0 <= discount <= most:
        raise InvalidError(f"The discount is between 0 and {most:.0%}; more needs somebody with a higher limit.")
    for each in basket.lines:
        _hold_stock(products.get(each.sku), each.sku, each.quantity)
    lines = [_line(products[each.sku], each, discount) for each in price(basket, products, book).lines]
    for line in lines:
        _hold_floor(products[line.sku], line, book.floor)
    if torn := missing(basket, products):
        raise InvalidError(f"{torn[0].name} is only sold with {torn[0].installation}.")
    currencies = {products[line.sku].currency for line in lines}
    if len(currencies) > 1:
        raise InvalidError("A quote has one currency.")
    return Draft(
        tuple(lines),
        sum((line.price_before * line.quantity for line in lines), Decimal(0)),
        sum((line.price * line.quantity for line in lines), Decimal(0)),
        currencies.pop(),
        _margin(lines, products),
    )


def _hold_stock(product: Product | None, sku: str, quantity: int) -> None:
    if product is None or not product.active:
        raise InvalidError(f"There is no product {sku}.")
    if product.stock is not None and product.stock < quantity:
        raise InvalidError(f"Only {product.stock} of {product.name} are in stock.")


def _line(product: Product, priced: PricedLine, discount: Decimal) -> QuoteLine:
    # A quote's line has one price a piece; rounded down, a bundle's saving is never lost to the customer.
    before = (priced.total / priced.quantity).quantize(_CENT, rounding=ROUND_DOWN)
    agreed = (before * (1 - discount)).quantize(_CENT, rounding=ROUND_HALF_UP)
    return QuoteLine(product.sku, product.name, priced.quantity, before, agreed)


def _hold_floor(product: Product, line: QuoteLine, floor: Decimal) -> None:
    if line.price < line.price_before and not keeps_floor(line.price, product.cost, floor):
        raise InvalidError(f"{product.name} at this price falls below the shop's least margin of {floor:.0%}.")


def _margin(lines: Sequence[QuoteLine], products: Mapping[str, Product]) -> Decimal | None:
    total = Decimal(0)
    for line in lines:
        cost = products[line.sku].cost
        if cost is None:
            return None
        total += (line.price - cost) * line.quantity
    return total
