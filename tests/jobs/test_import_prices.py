"""Discounts, prices by quantity and bundles come in by file; what falls below the floor is refused."""

from datetime import date
from decimal import Decimal

import pytest

from database.catalogue import Catalogue
from database.orders import Orders
from database.prices import Prices
from database.search import Search
from sales.basket import Basket
from sales.ports import Query

PRODUCTS = (
    "sku,name,category,price,cost,stock\nA1,Kettle,kettles,20.00,11.00,30\nA2,Toaster,toasters,30.00,17.00,9\n"
    "L1,Desk licence,licences,12.00,2.00,\n"
)
DISCOUNTS = "discount,target,percent,from,until,owner,reason\n"
SALE = "NOV,category:kettles,15,2026-11-15,2026-11-30,Ada Quill,last year's colours\n"
TIERS = "sku,from_quantity,unit_price\n"
BUNDLES = "bundle,sku,percent,name,quantity,reason\n"
SET = "TEA,A1,10,Breakfast set,1,makes breakfast\nTEA,A2,10,,1,\n"


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("NOV,A1,15,2026-11-30,2026-11-15,Ada,clearance", "ends on 2026-11-15, before"),
        ("NOV,A1,15,2026-11-15,,Ada,clearance", "until is missing"),
        ("NOV,A1,15,2026-11-15,2026-11-30,,clearance", "owner is missing"),
        ("NOV,A1,15,2026-11-15,2026-11-30,Ada,", "reason is missing"),
        ("NOV,A1,0,2026-11-15,2026-11-30,Ada,clearance", "percent is 0"),
        ("NOV,A1,95,2026-11-15,2026-11-30,Ada,clearance", "over 90"),
        ("NOV,A1,44,2026-11-15,2026-11-30,Ada,clearance", "below the margin floor"),
        ("NOV,NOPE,15,2026-11-15,2026-11-30,Ada,clearance", "no product or category NOPE"),
    ],
)
def test_a_discount_that_nobody_owns_or_that_costs_too_much_is_refused(row, told, *, write, take, reasons) -> None:
    report = take(write("products.csv", PRODUCTS), write("discounts.csv", DISCOUNTS + row + "\n"))
    assert told in reasons(report)[2]


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("L1,1,10", "not between 2"),
        ("L1,5,12", "not less than the price of one"),
        ("L1,5,2.05", "below the margin floor"),
        ("NOPE,5,9", "no product NOPE"),
    ],
)
def test_a_price_by_quantity_that_makes_no_sense_is_refused(row, told, *, write, take, reasons) -> None:
    report = take(write("products.csv", PRODUCTS), write("tiers.csv", TIERS + row + "\n"))
    assert told in reasons(report)[2]


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ("TEA,A1,10,,,\n", "a single piece"),
        ("TEA,A1,10,,,\nTEA,NOPE,10,,,\n", "no product NOPE"),
        ("TEA,A1,50,,,\nTEA,A2,50,,,\n", "below the margin floor"),
    ],
)
def test_a_bundle_is_kept_whole_or_not_at_all(rows, told, *, write, take, store, reasons) -> None:
    report = take(write("products.csv", PRODUCTS), write("bundles.csv", BUNDLES + rows))
    assert all(told in reason for reason in reasons(report).values())
    assert reasons(report)
    assert not store.catalogue.price_book(["A1"]).bundles


def test_prices_that_come_twice_change_nothing(write, take) -> None:
    files = [
        write("products.csv", PRODUCTS),
        write("discounts.csv", DISCOUNTS + SALE),
        write("tiers.csv", TIERS + "L1,10,9.50\n"),
        write("bundles.csv", BUNDLES + SET),
    ]
    assert take(*files).changed == 3 + 1 + 1 + 2
    assert take(*files).changed == 0


def test_a_bundle_loses_the_pieces_that_its_new_file_does_not_name(write, take, store) -> None:
    take(write("products.csv", PRODUCTS), write("bundles.csv", BUNDLES + SET + "TEA,L1,10,,2,\n"))
    take(write("bundles.csv", BUNDLES + SET))
    assert [dict(bundle.pieces) for bundle in store.catalogue.price_book(["A1"]).bundles] == [{"A1": 1, "A2": 1}]


def test_prices_reach_the_catalogue_the_relations_the_basket_and_the_order(write, take, engine, now) -> None:
    take(
        write("products.csv", PRODUCTS),
        write("discounts.csv", DISCOUNTS + SALE),
        write("tiers.csv", TIERS + "L1,10,9.50\n"),
        write("bundles.csv", BUNDLES + SET),
    )
    prices = Prices(day=lambda: date(2026, 11, 21))
    catalogue = Catalogue(engine, Search(engine), prices)
    kettle = catalogue.get("A1")
    assert (kettle.price, kettle.price_before) == (Decimal("17.00"), Decimal("20.00"))
    assert catalogue.browse("kettles")[0].price == Decimal("17.00")
    assert [hit.product.price for hit in catalogue.search(Query("kettle"))] == [Decimal("17.00")]
    assert [each.owner for each in catalogue.discounts()] == ["Ada Quill"]
    assert [(each.target, each.reason) for each in catalogue.relations(["A1"])] == [("A2", "makes breakfast")]
    basket = Basket().add("A1", 2).add("A2").add("L1", 10)
    priced = catalogue.priced(basket)
    assert priced.total == 2 * Decimal("17.00") - Decimal("1.70") + Decimal("27.00") + 10 * Decimal("9.50")
    order = Orders(engine, prices).place(
        basket=basket, name="Tom", email="tom@beech.example", now=now, conversation_id=None, customer_id=None
    )
    assert order.total == priced.total
    later = Catalogue(engine, Search(engine), Prices(day=lambda: date(2026, 12, 1)))
    assert later.get("A1").price == Decimal("20.00")
