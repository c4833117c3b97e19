"""What we never do, for any generated shop, cart and customer (docs/offers.md names each of these tests)."""

import json
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from hypothesis.internal.conjecture import providers

from sales.advisor import decide
from sales.basket import Basket, Line
from sales.catalogue import Evidence, Origin, Product, Relation, RelationKind, RelationState
from sales.compatibility import Condition, Fit, FitRule, Operator, judge
from sales.complements import candidates
from sales.customer import Case, CaseKind, Customer, Mood
from sales.habits import Habit
from sales.offer import Decision
from sales.pricing import Bundle, PriceBook, Tier, price
from sales.replay import inputs_of, replay
from sales.situation import Moment, OfferHistory, Situation
from sales.tastes import Taste
from tests.sales.make import NOW

SKUS = [f"P{number}" for number in range(12)]
RULES = (FitRule("accessories", "devices", (Condition("fits", Operator.CONTAINS, "model"),)),)
MODELS = some.sets(some.sampled_from(["a", "b", "c"]), max_size=2).map(tuple)
# Strategies that each of the thousands of products draws from are made once.
PRICES = some.decimals("0.01", "999.99", places=2)
COSTS = some.sampled_from([None, Decimal("0.98"), Decimal("0.5")])
CATEGORIES = some.sampled_from(["devices", "accessories", "cloths", "cloths"])
STOCKS = some.sampled_from([None, 0, 1, 2, 3])
ONE_IN_SIX = some.integers(0, 5)
REORDERS = some.none() | some.integers(1, 90)


@some.composite
def products(draw, sku: str) -> Product:
    price, cost = draw(PRICES), draw(COSTS)
    return Product(
        sku=sku,
        name=sku,
        brand="Vanta",
        category=draw(CATEGORIES),
        price=price,
        cost=price * cost if cost else None,
        stock=draw(STOCKS),
        attributes={"fits": draw(MODELS), "model": draw(MODELS)},
        regulated=draw(ONE_IN_SIX) == 5,
        reorder_days=draw(REORDERS),
    )


@some.composite
def evidences(draw) -> Evidence:
    origin = draw(some.sampled_from([Origin.CURATED, *Origin]))
    together = draw(some.integers(0, 60)) if origin is Origin.MINED else None
    return Evidence(origin, "page 1", together, 100 if together is not None else None)


@some.composite
def relations(draw) -> Relation:
    return Relation(
        source=draw(some.sampled_from(SKUS)),
        kind=draw(some.sampled_from([RelationKind.COMPLEMENT] * 6 + list(RelationKind))),
        target=draw(some.sampled_from(SKUS)),
        evidence=draw(evidences()),
        essential=draw(some.booleans()),
        score=draw(some.floats(0, 1)),
        state=draw(some.sampled_from([RelationState.LIVE] * 8 + list(RelationState))),
    )


@some.composite
def customers(draw) -> Customer:
    owned = draw(some.sets(some.sampled_from(SKUS), max_size=5))
    bought = draw(some.integers(0, 20))
    burden = draw(some.integers(0, 4)) == 4
    last = {sku: NOW - timedelta(days=draw(some.integers(0, 200))) for sku in sorted(owned)}
    often = {sku: (draw(some.integers(2, 6)), timedelta(days=draw(some.integers(0, 300)))) for sku in sorted(owned)[:2]}
    return Customer(
        id="u1",
        email="u1@example.org",
        owned=last,
        habits={sku: Habit(orders, last[sku] - span, last[sku]) for sku, (orders, span) in often.items()},
        orders=draw(some.integers(0, 9)),
        units_bought=bought,
        units_returned=draw(some.integers(0, bought)) if burden else 0,
        profit=draw(some.decimals("-50", "500", places=2)) if burden else Decimal(500),
        service_minutes=draw(some.integers(0, 200)),
    )


@some.composite
def talks(draw) -> dict[str, Any]:
    """How the conversation stands: three times in four nothing forbids an offer, else anything may."""
    skus = some.frozensets(some.sampled_from(SKUS), max_size=3)
    past = OfferHistory(
        in_conversation=draw(some.integers(0, 1)),
        offered=draw(skus),
        refused=draw(skus),
        refused_kinds=draw(some.frozensets(some.sampled_from(["accessories", "cloths"]), max_size=1)),
    )
    if draw(some.integers(0, 3)) < 3:
        return {"history": past, "mood": draw(some.sampled_from([Mood.NEUTRAL, Mood.HAPPY]))}
    return {
        "mood": draw(some.sampled_from(list(Mood))),
        "owner": draw(some.sampled_from(["assistant", "assistant", "queue", "agent"])),
        "opted_out": draw(some.booleans()),
        "case_solved": draw(some.integers(0, 4)) == 4,
        "open_cases": draw(some.just(()) | some.just((Case("k", CaseKind.RETURN, NOW),))),
        "history": replace(
            past,
            in_conversation=draw(some.integers(0, 4)),
            today=draw(some.integers(0, 5)),
            this_week=draw(some.integers(0, 12)),
            refusals_in_a_row=draw(some.integers(0, 3)),
            last_refusal_at=draw(some.none() | some.just(NOW - timedelta(minutes=draw(some.integers(0, 60))))),
            waiting=draw(some.booleans()),
        ),
    }


@some.composite
def shops(draw) -> tuple[Situation, Decision, dict[str, Product]]:
    shelf = {sku: draw(products(sku)) for sku in SKUS}
    basket = Basket()
    for sku in draw(some.sets(some.sampled_from(SKUS), max_size=4)):
        basket = basket.add(sku, draw(some.integers(1, 5)))
    situation = Situation(
        conversation_id="c1",
        now=NOW,
        # Most kinds of relation have their say on the page and in the cart.
        moment=draw(some.sampled_from([Moment.PRODUCT_PAGE, Moment.CART] * 5 + list(Moment))),
        anchors=tuple(sorted(draw(some.frozensets(some.sampled_from(SKUS), max_size=3)))),
        basket=basket,
        products=shelf,
        asked_for=draw(some.booleans()),
        customer=draw(some.none() | customers()),
        need=draw(some.sampled_from(["", "for travel", "P3"])),
        tastes=draw(some.sampled_from([(), (Taste("brand", "Vanta"),), (Taste("attribute", "a", stated=False),)])),
        **draw(talks()),
    )
    ranked = candidates(situation, draw(some.lists(relations(), min_size=5, max_size=25)), shelf, RULES)
    return situation, decide(situation, ranked), shelf


Shop = tuple[Situation, Decision, dict[str, Product]]


def offered(decision: Decision):
    return decision.offer.items if decision.offer else ()


@pytest.fixture(scope="module")
def many() -> list[Shop]:
    """Made-up shops, always the same ones: every guarantee is held against each of them."""
    made: list[Shop] = []

    @settings(max_examples=250, deadline=None, derandomize=True)
    @given(shops())
    def make(shop: Shop) -> None:
        made.append(shop)

    with pytest.MonkeyPatch.context() as patched:
        # It would draw from the constants of whatever modules other tests have loaded too.
        patched.setattr(providers, "_get_local_constants", providers.Constants)
        make()
    return made


def test_enough_of_the_made_up_shops_offer_something_for_the_others_to_fail(many: list[Shop]) -> None:
    assert sum(decision.offer is not None for _, decision, _ in many) >= 50


def test_silence_holds_for_the_unhappy_for_open_cases_and_inside_a_persons_chat(many: list[Shop]) -> None:
    for situation, decision, _ in many:
        held = situation.mood is Mood.UNHAPPY or situation.open_cases or situation.case_solved
        if held or situation.owner != "assistant":
            assert decision.offer is None


def test_no_offer_comes_uninvited_over_a_cap_after_a_no_or_to_one_who_wants_none(many: list[Shop]) -> None:
    for situation, decision, _ in many:
        if decision.offer and not situation.asked_for:
            assert not situation.opted_out
            assert not situation.history.waiting
            assert situation.history.in_conversation < situation.limits.offers_per_conversation
            assert situation.history.today < situation.limits.offers_per_day
            assert situation.history.this_week < situation.limits.offers_per_week


def test_no_item_is_in_the_cart_owned_refused_out_of_stock_banned_regulated_or_below_the_floor(
    many: list[Shop],
) -> None:
    for situation, decision, _ in many:
        for item in offered(decision):
            assert item.product.sku not in situation.basket.skus
            assert item.product.sku not in situation.history.refused
            assert item.product.in_stock
            assert not item.product.regulated
            assert item.relation.state in (RelationState.LIVE, RelationState.PINNED)
            assert (
                item.product.margin is None or item.product.margin >= item.product.price * situation.limits.margin_floor
            )
            bought_at = situation.customer.owned.get(item.product.sku) if situation.customer else None
            if bought_at is not None:
                habit = situation.customer.habits.get(item.product.sku)
                often = habit is not None and habit.orders >= 3 and habit.last > habit.first
                if not often:
                    assert item.product.reorder_days is not None
                days = (habit.last - habit.first).days / (habit.orders - 1) if often else item.product.reorder_days
                assert situation.now >= bought_at + timedelta(days=days)


def test_no_item_is_offered_that_does_not_surely_fit(many: list[Shop]) -> None:
    for _, decision, shelf in many:
        for item in offered(decision):
            assert judge(RULES, item.product, shelf[item.relation.source]) is Fit.FITS


def test_no_item_is_below_the_least_relevance_whatever_the_shop_or_a_liking_would_gain(many: list[Shop]) -> None:
    for situation, decision, _ in many:
        for item in offered(decision):
            sure = 1.0 if item.relation.state is RelationState.PINNED else item.relation.score
            assert sure + 0.25 * item.relation.essential >= situation.limits.minimum_relevance


def test_nothing_is_offered_on_the_word_of_a_few_orders(many: list[Shop]) -> None:
    for situation, decision, _ in many:
        for item in offered(decision):
            if item.relation.evidence.origin is Origin.MINED and item.relation.state is not RelationState.PINNED:
                assert (item.relation.evidence.together or 0) >= situation.limits.mined_together_at_least


def test_nothing_is_offered_at_the_wrong_moment(many: list[Shop]) -> None:
    for situation, decision, _ in many:
        for item in offered(decision):
            if situation.moment is Moment.BEFORE_PAYMENT:
                assert item.relation.essential
            if item.relation.kind is RelationKind.UPGRADE:
                assert situation.moment in (Moment.BROWSING, Moment.PRODUCT_PAGE)


def test_no_offer_holds_more_than_two_things_the_same_thing_twice_or_an_upgrade_beside_others(many: list[Shop]) -> None:
    for _, decision, _ in many:
        items = offered(decision)
        assert len(items) <= 2
        assert len({item.product.sku for item in items}) == len(items)
        if any(item.relation.kind is RelationKind.UPGRADE for item in items):
            assert len(items) == 1


def test_no_offer_names_a_wrong_price_or_total(many: list[Shop]) -> None:
    for situation, decision, shelf in many:
        if decision.offer:
            price = sum(item.product.price for item in decision.offer.items)
            basket = sum(shelf[line.sku].price * line.quantity for line in situation.basket.lines)
            assert decision.offer.price == price
            assert decision.offer.total_after == basket + price


@some.composite
def books(draw) -> PriceBook:
    """Prices by quantity, and bundles of two."""
    tiers = {
        sku: (Tier(draw(some.integers(2, 4)), draw(some.decimals("0.01", "99", places=2))),)
        for sku in draw(some.sets(some.sampled_from(SKUS), max_size=4))
    }
    pairs = draw(some.lists(some.lists(some.sampled_from(SKUS), min_size=2, max_size=2, unique=True), max_size=6))
    percents = some.decimals("1", "20", places=0)
    bundles = (
        Bundle(f"B{number}", "set", draw(percents), tuple((sku, 1) for sku in pair))
        for number, pair in enumerate(pairs)
    )
    return PriceBook(tiers, tuple(bundles), Decimal("0.05"))


@settings(max_examples=60, deadline=None, derandomize=True)
@given(shops(), books())
def test_with_bundles_and_prices_by_quantity_the_named_total_is_what_the_basket_then_costs(shop, book) -> None:
    situation, first, shelf = shop
    situation = replace(situation, prices=book)
    decision = decide(situation, first.candidates)
    if decision.offer:
        after = situation.basket
        for item in decision.offer.items:
            after = after.add(item.product.sku)
        costs = sum(line.unit_price * line.quantity - line.saved for line in price(after, shelf, book).lines)
        assert decision.offer.total_after == costs
        assert decision.offer.total_after - decision.offer.price == price(situation.basket, shelf, book).total


def test_nothing_like_what_was_refused_is_pressed_on_the_customer_in_other_words(many: list[Shop]) -> None:
    for situation, decision, _ in many:
        if not situation.asked_for:
            assert not {item.product.category for item in offered(decision)} & situation.history.refused_kinds


def test_every_decision_comes_out_the_same_from_what_the_log_keeps_of_it(many: list[Shop]) -> None:
    for situation, decision, _ in many:
        again = replay(json.loads(json.dumps(inputs_of(situation, decision.candidates))))
        assert (again.reason, again.verdicts) == (decision.reason, decision.verdicts)
        assert (again.offer is None) == (decision.offer is None)
        if again.offer and decision.offer:
            assert (again.offer.price, again.offer.total_after) == (decision.offer.price, decision.offer.total_after)


def test_every_candidate_that_is_not_offered_has_its_reason(many: list[Shop]) -> None:
    for _, decision, _ in many:
        chosen = [verdict for verdict in decision.verdicts if verdict.reason is None]
        assert len(chosen) == len(offered(decision))


@settings(max_examples=100, deadline=None, derandomize=True)
@given(some.lists(some.tuples(some.sampled_from(SKUS), some.integers(1, 9)), max_size=8))
def test_a_basket_holds_each_product_once_whatever_is_put_in(puts) -> None:
    basket = Basket()
    for sku, quantity in puts:
        basket = basket.add(sku, quantity)
    assert len(basket.lines) == len(basket.skus)
    assert all(isinstance(line, Line) and line.quantity >= 1 for line in basket.lines)
