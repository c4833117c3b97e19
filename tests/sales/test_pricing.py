"""Prices to the cent, and never below the floor."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from sales.basket import Basket
from sales.pricing import Bundle, Discount, PriceBook, Tier, allowed, keeps_floor, less, price, reduced
from tests.sales.make import product

FLOOR = Decimal("0.1")
SALE = Discount("AUTUMN", "LAMP", Decimal(20), date(2026, 11, 1), date(2026, 11, 30), "Ada", "last year's colour")
LAMP = product("LAMP", "49.99", cost=Decimal("20"), category="lamps")
BULB = product("BULB", "5.05", cost=Decimal("2"), category="bulbs")
SHELF = {"LAMP": LAMP, "BULB": BULB}
SET = Bundle("LIGHT", "Light set", Decimal(10), (("BULB", 2), ("LAMP", 1)))


@pytest.mark.parametrize("day", [date(2026, 10, 31), date(2026, 12, 1)])
def test_a_discount_does_nothing_outside_its_dates(day: date) -> None:
    assert reduced(LAMP, [SALE], day, FLOOR) == LAMP


def test_a_discount_that_falls_below_the_floor_is_refused() -> None:
    dear = replace(LAMP, cost=Decimal("39"))
    assert reduced(dear, [SALE], date(2026, 11, 21), FLOOR) == dear


def test_a_discount_is_not_for_other_products() -> None:
    assert reduced(BULB, [SALE], date(2026, 11, 21), FLOOR) == BULB


@pytest.mark.parametrize("day", [date(2026, 11, 1), date(2026, 11, 30)])
def test_a_running_discount_lowers_the_price_and_tells_the_one_before(day: date) -> None:
    lowered = reduced(
        LAMP, [SALE, replace(SALE, code="SMALL", target="category:lamps", percent=Decimal(5))], day, FLOOR
    )
    assert (lowered.price, lowered.price_before) == (Decimal("39.99"), Decimal("49.99"))


def test_a_bundle_that_falls_below_the_floor_is_refused() -> None:
    book = PriceBook(bundles=(replace(SET, percent=Decimal(70)),), floor=FLOOR)
    priced = price(Basket().add("LAMP").add("BULB", 2), SHELF, book)
    assert priced.total == Decimal("60.09")
    assert not priced.bundles


def test_a_bundle_that_is_not_whole_saves_nothing() -> None:
    assert price(Basket().add("LAMP").add("BULB"), SHELF, PriceBook(bundles=(SET,))).total == Decimal("55.04")


def test_a_price_by_quantity_below_the_floor_is_refused() -> None:
    book = PriceBook({"BULB": (Tier(10, Decimal("2.05")),)}, floor=FLOOR)
    assert price(Basket().add("BULB", 10), SHELF, book).total == Decimal("50.50")


def test_each_piece_counts_in_one_bundle_only() -> None:
    priced = price(Basket().add("LAMP", 2).add("BULB", 3), SHELF, PriceBook(bundles=(SET,), floor=FLOOR))
    assert len(priced.bundles) == 1
    assert priced.total == Decimal("115.13") - Decimal("5.00") - 2 * Decimal("0.50")


def test_more_pieces_cost_less_each_from_the_quantity_on_that_the_tier_names() -> None:
    book = PriceBook({"BULB": (Tier(5, Decimal("4.50")), Tier(20, Decimal("3.90")))}, floor=FLOOR)
    totals = [price(Basket().add("BULB", many), SHELF, book).total for many in (4, 5, 20)]
    assert totals == [Decimal("20.20"), Decimal("22.50"), Decimal("78.00")]


amounts = some.decimals("0.01", "500", places=2)


@some.composite
def priced_baskets(draw):
    shelf = {sku: product(sku, str(draw(amounts)), cost=draw(some.none() | amounts)) for sku in "ABCD"}
    basket = Basket()
    for sku in draw(some.sets(some.sampled_from("ABCD"), min_size=1)):
        basket = basket.add(sku, draw(some.integers(1, 7)))
    pieces = some.dictionaries(some.sampled_from("ABCD"), some.integers(1, 3), min_size=1)
    bundles = tuple(
        Bundle(f"B{number}", "set", draw(some.decimals(0, 60, places=1)), tuple(draw(pieces).items()))
        for number in range(draw(some.integers(0, 3)))
    )
    tiers = {
        sku: (Tier(draw(some.integers(2, 5)), draw(amounts)),) for sku in draw(some.sets(some.sampled_from("ABCD")))
    }
    return basket, shelf, PriceBook(tiers, bundles, draw(some.decimals(0, "0.5", places=2)))


@settings(max_examples=200, deadline=None, derandomize=True)
@given(priced_baskets())
def test_for_any_book_the_total_is_the_sum_of_its_lines_to_the_cent_and_nothing_goes_below_the_floor(made) -> None:
    basket, shelf, book = made
    priced = price(basket, shelf, book)
    assert [(line.sku, line.quantity) for line in priced.lines] == [(each.sku, each.quantity) for each in basket.lines]
    assert priced.total == sum(line.unit_price * line.quantity - line.saved for line in priced.lines)
    assert priced.total == priced.total.quantize(Decimal("0.01"))
    units = {line.sku: line.unit_price for line in priced.lines}
    for line in priced.lines:
        assert line.total >= 0
        assert line.unit_price <= shelf[line.sku].price
        lowered = line.unit_price < shelf[line.sku].price
        assert not lowered or keeps_floor(line.unit_price, shelf[line.sku].cost, book.floor)
    used = dict.fromkeys(basket.skus, 0)
    for bundle in priced.bundles:
        assert allowed(bundle, shelf, units, book.floor)
        for sku, count in bundle.pieces:
            used[sku] += count
    assert all(used[sku] <= basket.quantity(sku) for sku in used)


def test_a_percentage_is_rounded_half_up() -> None:
    assert less(Decimal("0.50"), Decimal(11)) == Decimal("0.45")
    assert less(Decimal("0.50"), Decimal(1)) == Decimal("0.50")
