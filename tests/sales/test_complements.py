"""Candidates and their rank."""

from decimal import Decimal

import pytest

from sales.catalogue import RelationKind, RelationState
from sales.compatibility import Condition, Fit, FitRule, Operator
from sales.complements import candidates
from sales.customer import Customer
from sales.habits import Habit
from tests.sales.make import NOW, product, relation, situation

CAMERA = product("CAMERA", "700", attributes={"model": ("Z5",)})


def ranked(relations, *targets, rules=(), **facts):
    shelf = {"CAMERA": CAMERA, **{target.sku: target for target in targets}}
    return candidates(situation(**facts), relations, shelf, rules)


def test_a_relation_to_a_product_that_no_longer_exists_is_passed_over() -> None:
    assert ranked([relation("GONE")]) == ()


def test_a_high_margin_never_lifts_a_weak_relation_over_a_strong_one() -> None:
    weak = product("WEAK", "50", cost=Decimal(0))
    strong = product("STRONG", "50", cost=Decimal(49))
    order = ranked([relation("WEAK", score=0.6), relation("STRONG", score=0.8)], weak, strong)
    assert [one.product.sku for one in order] == ["STRONG", "WEAK"]


def test_margin_does_not_count_towards_relevance() -> None:
    (only,) = ranked([relation("CARD", score=0.2)], product("CARD", cost=Decimal(0)))
    assert only.relevance == pytest.approx(0.2)


def test_an_essential_comes_first() -> None:
    order = ranked([relation("BAG"), relation("CARD", essential=True)], product("BAG"), product("CARD"))
    assert order[0].product.sku == "CARD"


def test_the_stated_need_decides_between_equals() -> None:
    rain = product("COVER", benefits=("keeps rain off at the match",))
    order = ranked([relation("BAG"), relation("COVER")], product("BAG"), rain, need="football match in the rain")
    assert order[0].product.sku == "COVER"


def test_a_refill_that_is_due_rises() -> None:
    ink = product("INK", reorder_days=30)
    buyer = Customer("u1", "u1@example.org", owned={"INK": NOW.replace(year=2025)})
    order = ranked([relation("BAG"), relation("INK")], product("BAG"), ink, customer=buyer)
    assert order[0].product.sku == "INK"


def test_of_two_refills_that_are_due_the_one_that_this_customer_buys_more_often_comes_first() -> None:
    last = NOW.replace(year=2025)
    often = {"PAPER": Habit(2, last.replace(year=2024), last), "INK": Habit(6, last.replace(year=2024), last)}
    refills = (product("INK", reorder_days=30), product("PAPER", reorder_days=30))
    buyer = Customer("u1", "u1@example.org", owned={"INK": last, "PAPER": last}, habits=often)
    related = [relation("INK"), relation("PAPER")]
    assert ranked(related, *refills)[0].product.sku == "PAPER"
    best, other = ranked(related, *refills, customer=buyer)
    assert (best.product.sku, other.product.sku) == ("INK", "PAPER")
    assert best.parts["habit"] > other.parts["habit"] > 0
    assert best.relevance == other.relevance


def test_a_pinned_relation_counts_as_sure() -> None:
    (only,) = ranked([relation("CARD", score=0.1, state=RelationState.PINNED)], product("CARD"))
    assert only.relevance == 1.0


def test_each_candidate_carries_the_answer_whether_it_fits_its_anchor() -> None:
    rules = (FitRule("batteries", "camera", (Condition("fits", Operator.CONTAINS, "model"),)),)
    other = product("BATTERY", category="batteries", attributes={"fits": ("Z6",)})
    (only,) = ranked([relation("BATTERY")], other, rules=rules)
    assert only.fits is Fit.DOES_NOT


def test_a_bundle_is_not_read_from_its_small_end() -> None:
    small = [relation("MACHINE", kind=RelationKind.BUNDLE)]
    assert ranked(small, product("MACHINE", "1401")) == ()
    assert ranked(small, product("MACHINE", "1399"))
