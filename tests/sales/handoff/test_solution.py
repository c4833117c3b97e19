"""What the desk suggests: nothing where nothing can be had, else what belongs together."""

from dataclasses import replace
from decimal import Decimal

import pytest

from sales.basket import Basket, Line
from sales.catalogue import Evidence, Origin, ProductKind, Relation, RelationKind
from sales.handoff.solution import Choice, Wish, amount_in, suggest, wish_of
from tests.sales.make import product

AIRCO = product("AIRCO", price="800.00", cost=Decimal("500.00"), stock=4, installation="FIT")
FIT = replace(product("FIT", price="200.00", cost=Decimal("100.00"), stock=None), kind=ProductKind.SERVICE)
HOSE = product("HOSE", price="30.00", cost=Decimal("10.00"), stock=9)
COVER = product("COVER", price="50.00", cost=Decimal("20.00"), stock=9)
SHELF = {one.sku: one for one in (AIRCO, FIT, HOSE, COVER)}
CURATED = Evidence(Origin.CURATED)
GOES = [
    Relation("AIRCO", RelationKind.COMPLEMENT, "COVER", CURATED, reason="keeps the rain off"),
    Relation("AIRCO", RelationKind.COMPLEMENT, "HOSE", CURATED, essential=True),
]


def suggested(wish: Wish, *cart: Line):
    return suggest(wish, Basket(cart), [Choice((AIRCO,))], GOES, products=SHELF, fit_rules=())


def test_what_cannot_be_paid_or_delivered_is_not_suggested() -> None:
    assert suggested(Wish(1, Decimal(700))) is None
    assert suggested(Wish(5)) is None


def test_the_inseparable_and_the_needed_come_before_what_is_only_nice() -> None:
    found = suggested(Wish(2, Decimal(2070)))
    assert [(part.product.sku, part.quantity, part.why) for part in found.parts] == [
        ("AIRCO", 2, "asked for"),
        ("FIT", 2, "needed"),
        ("HOSE", 2, "needed"),
    ]
    assert (found.price, found.margin, found.over_budget) == (Decimal(2060), Decimal(840), None)


def test_the_cart_is_what_the_customer_chose() -> None:
    found = suggested(Wish(), Line("AIRCO"))
    assert [(part.product.sku, part.why) for part in found.parts] == [
        ("AIRCO", "in the cart"),
        ("FIT", "needed"),
        ("HOSE", "needed"),
        ("COVER", "keeps the rain off"),
    ]


def test_several_wants_share_the_budget_and_each_keeps_its_number() -> None:
    fan = product("FAN", price="60.00", cost=Decimal("30.00"), stock=9)
    wanted = [Choice((AIRCO,), 1), Choice((fan,), 3), Choice((HOSE,), 99)]
    found = suggest(Wish(5, Decimal(1000)), Basket(), wanted, (), products={**SHELF, "FAN": fan}, fit_rules=())
    assert [(part.product.sku, part.quantity) for part in found.parts] == [("AIRCO", 1), ("FAN", 3), ("FIT", 1)]
    assert found.over_budget == Decimal(180)


def test_what_is_to_be_installed_is_rather_something_that_we_install() -> None:
    mobile = product("MOBILE", price="500.00", stock=9)
    wish = Wish(installed=True)
    found = suggest(wish, Basket(), [Choice((mobile, AIRCO))], (), products={**SHELF, "MOBILE": mobile}, fit_rules=())
    assert [part.product.sku for part in found.parts] == ["AIRCO", "FIT"]


def test_among_several_things_the_installation_comes_only_where_it_was_asked_for_and_once_each() -> None:
    tv, router = product("TV", price="400.00", stock=9), product("ROUTER", price="100.00", stock=9)
    wall = replace(product("WALL", category="installation", stock=None), kind=ProductKind.SERVICE)
    setup = replace(product("NET", category="set-up", stock=None), kind=ProductKind.SERVICE)
    course = replace(product("COURSE", category="courses", stock=None), kind=ProductKind.SERVICE)
    shelf = {each.sku: each for each in (tv, router, wall, setup, course)}
    serve = [("TV", "WALL", 0.7), ("TV", "NET", 0.5), ("TV", "COURSE", 0.9), ("ROUTER", "NET", 0.6)]
    relations = [Relation(of, RelationKind.SERVICE, what, CURATED, score=score) for of, what, score in serve]
    for wish, expected in ((Wish(), ["TV", "ROUTER"]), (Wish(installed=True), ["TV", "ROUTER", "NET", "WALL"])):
        wanted = [Choice((tv,), 2), Choice((router,), 1)]
        found = suggest(wish, Basket(), wanted, relations, products=shelf, fit_rules=())
        assert sorted(part.product.sku for part in found.parts) == sorted(expected)


@pytest.mark.parametrize(
    ("said", "amount"),
    [
        ("€25,000", "25000"),
        ("about 25k", "25000"),
        ("1.200,50 €", "1200.50"),
        ("300 to 400", "400"),
        ("not much", None),
    ],
)
def test_a_budget_is_read_as_it_is_written(said: str, amount: str | None) -> None:
    assert amount_in(said) == (None if amount is None else Decimal(amount))
    assert wish_of({"budget": said, "how many": "20 pieces"}).quantity == 20
