"""The model behind the score: what it must get right on shops whose truth is known."""

from __future__ import annotations

import numpy as np
import pytest
import scipy.sparse as sp

from mining.baskets import Baskets, hide_one
from mining.choice import ChoiceModel
from mining.habits import KnownCustomer
from mining.linear import autoencoder
from mining.model import GoesWith, Recipe
from mining.tuning import Split, fit, mean_reciprocal_rank, ranks, split_by_time, tune


def baskets_of(rows: list[list[int]], products: int, customers: list[int] | None = None) -> Baskets:
    """Give one order a day."""
    row = np.repeat(np.arange(len(rows)), [len(items) for items in rows])
    matrix = sp.csr_matrix(
        (np.ones(len(row), np.float32), (row, np.concatenate([np.asarray(items) for items in rows]))),
        shape=(len(rows), products),
    )
    people = np.asarray(customers) if customers else np.full(len(rows), -1)
    names = tuple(f"p{number}" for number in range(products))
    return Baskets(matrix, np.arange(len(rows)), people, names, tuple(map(str, range(people.max() + 1))), len(rows))


def cart(products: int, *items: int) -> sp.csr_matrix:
    return sp.csr_matrix((np.ones(len(items), np.float32), ([0] * len(items), items)), shape=(1, products))


@pytest.fixture
def pairs_shop() -> Baskets:
    """Give 900 orders: product 2k goes with 2k+1, and product 20 goes with everybody's order."""
    random = np.random.default_rng(5)
    rows = []
    for _ in range(900):
        one = int(random.integers(10)) * 2
        rows.append([one, one + 1, 20] if random.random() < 0.6 else [one, 20])
    return baskets_of(rows, 21)


def test_what_is_in_the_cart_scores_nothing(pairs_shop: Baskets):
    scores = fit(pairs_shop).scores(cart(21, 4, 5))
    assert scores[0, [4, 5]].tolist() == [0, 0]
    assert 0 < scores.sum() <= 1 + 1e-5


def test_the_partner_beats_what_everybody_buys_once_that_is_in_the_cart(pairs_shop: Baskets):
    assert fit(pairs_shop).scores(cart(21, 4, 20)).argmax() == 5


def test_the_autoencoder_gives_a_common_cause_no_credit_twice():
    """Where 0 brings 1 and 0 brings 2, product 1 says little of 2 once 0 is known."""
    random = np.random.default_rng(1)
    zero = random.random(4000) < 0.5
    one, two = (np.where(zero, random.random(4000) < 0.8, random.random(4000) < 0.1) for _ in range(2))
    matrix = np.column_stack([zero, one, two]).astype(float)
    weights = autoencoder(matrix.T @ matrix, shrink=1.0, dropout=0.0)
    assert weights[1, 2] < weights[0, 2] / 4


def test_the_choice_model_learns_what_two_products_mean_together_and_neither_alone():
    """A tube calls for a thin tyre on a road bike only, a lock on a mountain bike only; else for a light."""
    road, mountain, tube, lock, thin, light = range(6)
    orders = [[road, tube, thin], [road, lock, light], [mountain, tube, light], [mountain, lock, thin]]
    shop = baskets_of(orders * 150, 6)
    model = ChoiceModel(6).fit(shop.matrix, np.ones(600), np.random.default_rng(1))
    for *shown, wanted in orders:
        found = model.probabilities(cart(6, *shown))[0]
        assert found.argmax() == wanted
        assert found[wanted] > 0.8


def test_of_more_orders_than_the_work_allows_the_choice_model_learns_from_the_newest(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("mining.choice.WORK", 4 * 3 * 200)
    shop = baskets_of([[0, 1]] * 400 + [[0, 2]] * 200, 3)
    model = ChoiceModel(3).fit(shop.matrix, np.ones(600), np.random.default_rng(1))
    assert model.probabilities(cart(3, 0))[0, 2] > 0.9


def test_tuning_looks_at_nothing_but_the_newest_fifth(pairs_shop: Baskets):
    split = split_by_time(pairs_shop)
    assert isinstance(split, Split)
    assert split.older.day.max() < pairs_shop.day[split.questions.order].min()
    assert len(np.unique(split.questions.order)) == 900 // 5


def test_too_few_orders_are_not_tuned_on(pairs_shop: Baskets):
    assert tune(pairs_shop.rows(slice(0, 100))) == Recipe()


def test_the_same_orders_give_the_same_model(pairs_shop: Baskets):
    one, two = fit(pairs_shop), fit(pairs_shop)
    assert one.recipe == two.recipe
    assert np.array_equal(one.scores(cart(21, 4)), two.scores(cart(21, 4)))


def test_scores_of_pairs_are_the_scores_of_carts_with_one_product(pairs_shop: Baskets, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("mining.model.LINEAR_CORE", 12)
    monkeypatch.setattr("mining.model.CORE", 8)
    model = GoesWith().learn(pairs_shop, Recipe(mix=(0.5, 0.3, 0.2)))
    for source in (0, 7, 9, 15, 20):
        targets = np.array([target for target in range(21) if target != source])
        single = model.of_pairs(np.full(20, source), targets)
        assert single == pytest.approx(model.scores(cart(21, source))[0, targets], abs=1e-5)


def test_a_rare_product_outside_the_core_still_finds_its_partner(pairs_shop: Baskets, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("mining.model.LINEAR_CORE", 4)
    model = GoesWith().learn(pairs_shop, Recipe(half_life=None))
    assert model.scores(cart(21, 14, 20)).argmax() == 15


def test_nothing_is_scored_for_a_cart_of_unknown_products_by_the_linear_views(pairs_shop: Baskets):
    model = GoesWith().learn(pairs_shop, Recipe(mix=(1.0, 0.0, 1.0)))
    assert model.scores(cart(21)).sum() == 0


def test_a_hidden_product_is_never_among_the_shown(pairs_shop: Baskets):
    asked = hide_one(pairs_shop, np.arange(900), np.random.default_rng(0))
    assert asked.shown[np.arange(len(asked)), asked.hidden].sum() == 0
    assert set(np.diff(asked.shown.indptr)) <= {1, 2, 3}


def test_ties_share_their_ranks(pairs_shop: Baskets):
    asked = hide_one(pairs_shop, np.arange(5), np.random.default_rng(0))
    shown = np.diff(asked.shown.indptr)
    assert ranks(np.zeros((len(asked), 21)), asked) == pytest.approx((21 - shown - 1) / 2)


def test_the_mixture_is_no_worse_than_popularity_on_newer_orders(pairs_shop: Baskets):
    older, newer = pairs_shop.rows(slice(0, 700)), np.arange(700, 900)
    asked = hide_one(pairs_shop, newer, np.random.default_rng(2))
    sold = np.tile(older.support.astype(float), (len(asked), 1))
    assert mean_reciprocal_rank(fit(older).scores(asked.shown), asked) > mean_reciprocal_rank(sold, asked)


def test_a_customer_who_restocks_is_offered_the_own_brand_first_and_a_stranger_is_not():
    """Everybody buys coffee (0) with the milk (1 to 4) they always take."""
    rows, people = [], []
    for order in range(800):
        customer = order % 40
        rows.append([0, 1 + customer % 4])
        people.append(customer)
    shop = baskets_of(rows, 5, people)
    model = KnownCustomer().fit(shop)
    carts = sp.vstack([cart(5, 0)] * 2, "csr")
    known, stranger = model.scores(carts, np.array([6, -1]))
    assert known.argmax() == 3
    assert known[3] > 0.9
    assert stranger == pytest.approx(model.carts.scores(cart(5, 0))[0])
    assert stranger.max() < 0.5
