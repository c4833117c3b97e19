"""A quote: what is sold for how much, within the shop's margin floor and the agent's own limit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal

from sales.basket import Basket
from sales.catalogue import Product
from sales.errors import InvalidError
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
    basket: Basket, products: Mapping[str, Product], discount: Decimal, *, most: Decimal, floor: Decimal
) -> Draft:
    """The basket at a discount (a share of the price); `InvalidError` says what is not possible and why.

    `most` is the agent's own limit; `floor` the least margin as a share of the price, for every line whose cost is
    known.
    """
    if not basket.lines:
        raise InvalidError("A quote needs at least one thing.")
    if not 0 <= discount <= most:
        raise InvalidError(f"The discount is between 0 and {most:.0%}; more needs somebody with a higher limit.")
    lines = [_line(products, line.sku, line.quantity, discount) for line in basket.lines]
    for line in lines:
        _hold_floor(products[line.sku], line.price, floor)
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


def _line(products: Mapping[str, Product], sku: str, quantity: int, discount: Decimal) -> QuoteLine:
    product = products.get(sku)
    if product is None or not product.active:
        raise InvalidError(f"There is no product {sku}.")
    if product.stock is not None and product.stock < quantity:
        raise InvalidError(f"Only {product.stock} of {product.name} are in stock.")
    price = (product.price * (1 - discount)).quantize(_CENT, rounding=ROUND_HALF_UP)
    return QuoteLine(sku, product.name, quantity, product.price, price)


def _hold_floor(product: Product, price: Decimal, floor: Decimal) -> None:
    if product.cost is not None and price < product.price and (price - product.cost) < floor * price:
        raise InvalidError(f"{product.name} at this price falls below the shop's least margin of {floor:.0%}.")


def _margin(lines: Sequence[QuoteLine], products: Mapping[str, Product]) -> Decimal | None:
    total = Decimal(0)
    for line in lines:
        cost = products[line.sku].cost
        if cost is None:
            return None
        total += (line.price - cost) * line.quantity
    return total
