"""Quotes: what may not be quoted first."""

from decimal import Decimal

import pytest

from sales.basket import Basket, Line
from sales.errors import InvalidError
from sales.handoff.quote import draft
from sales.pricing import Bundle, PriceBook, Tier
from tests.sales.make import product

CAM = product("CAM", price="100.00", cost=Decimal("70.00"), stock=5)
FIT = product("FIT", price="40.00", cost=None, stock=None)
SHELF = {"CAM": CAM, "FIT": FIT}
BOOK = PriceBook(floor=Decimal("0.20"))
LIMITS = {"most": Decimal("0.20"), "book": BOOK}


@pytest.mark.parametrize(
    ("lines", "discount", "told"),
    [
        ((), "0", "at least one thing"),
        ((Line("CAM"),), "0.21", "between 0 and 20%"),
        ((Line("CAM"),), "-0.1", "between 0 and 20%"),
        ((Line("CAM"),), "0.15", "least margin of 20%"),
        ((Line("CAM", 6),), "0", "Only 5 of"),
        ((Line("NOPE"),), "0", "no product NOPE"),
    ],
)
def test_what_the_shop_does_not_allow_is_refused_with_its_reason(lines, discount, told) -> None:
    with pytest.raises(InvalidError, match=told):
        draft(Basket(lines), SHELF, Decimal(discount), **LIMITS)


def test_a_quote_sums_goods_and_services_at_the_discount() -> None:
    made = draft(Basket((Line("CAM", 2), Line("FIT"))), SHELF, Decimal("0.10"), **LIMITS)
    assert (made.price_before, made.price, made.margin) == (Decimal("240.00"), Decimal("216.00"), None)
    assert draft(Basket((Line("CAM", 2),)), SHELF, Decimal("0.10"), **LIMITS).margin == Decimal("40.00")


def test_an_agents_discount_below_the_floor_is_refused_on_a_quantity_price_too() -> None:
    book = PriceBook({"CAM": (Tier(2, Decimal("90.00")),)}, (), BOOK.floor)
    with pytest.raises(InvalidError, match="least margin"):
        draft(Basket((Line("CAM", 2),)), SHELF, Decimal("0.05"), most=Decimal("0.20"), book=book)
    assert draft(Basket((Line("CAM", 2),)), SHELF, Decimal(0), most=Decimal("0.20"), book=book).price == Decimal(
        "180.00"
    )


def test_a_quote_starts_from_the_bundle_that_the_basket_fills() -> None:
    book = PriceBook({}, (Bundle("SET", "Set", Decimal(10), (("CAM", 1), ("FIT", 1))),), BOOK.floor)
    made = draft(Basket((Line("CAM"), Line("FIT"))), SHELF, Decimal(0), most=Decimal("0.20"), book=book)
    assert [line.price for line in made.lines] == [Decimal("90.00"), Decimal("36.00")]
    assert (made.price_before, made.price) == (Decimal("126.00"), Decimal("126.00"))
