"""The kind of customer who fills a cart bends what the pairs say, and nobody has to be known for it."""

from __future__ import annotations

import numpy as np
import pytest

from mining.baskets import Baskets
from mining.customers import bent, learn_customers
from mining.model import GoesWith, Recipe
from mining.tuning import fit
from tests.mining.test_model import baskets_of, cart


@pytest.fixture
def two_kinds() -> Baskets:
    """Give 1,200 orders of 60 customers: half of them buy from 0 to 4, half from 5 to 9, one beside product 10.

    No two of the first ten ever stand in one order, so that pairs alone cannot tell the kinds apart.
    """
    random = np.random.default_rng(3)
    rows, people = [], []
    for number in range(1200):
        person = number % 60
        rows.append([int(random.integers(5)) + 5 * (person % 2), 10])
        people.append(person)
    return baskets_of(rows, 11, people)


def test_orders_without_customers_say_nothing_of_their_kinds(two_kinds: Baskets):
    strangers = Baskets(
        two_kinds.matrix, two_kinds.day, np.full(1200, -1), two_kinds.skus, two_kinds.customers, two_kinds.orders
    )
    assert learn_customers(strangers) is None
    assert fit(strangers).recipe.leaning == 0.0


def test_where_the_kind_says_nothing_about_the_order_it_bends_nothing(two_kinds: Baskets):
    assert fit(two_kinds).recipe.leaning == 0.0


def test_a_cart_leans_to_what_its_kind_of_customer_buys(two_kinds: Baskets):
    people = learn_customers(two_kinds)
    assert people is not None
    leaning = people.leaning(cart(11, 0))[0]
    assert leaning[1:5].min() > 0 > leaning[5:10].max()
    plain, bend = (GoesWith().learn(two_kinds, Recipe(leaning=weight)).scores(cart(11, 0))[0] for weight in (0.0, 1.0))
    assert bend[1:5].sum() / bend[5:10].sum() > plain[1:5].sum() / plain[5:10].sum()


def test_what_is_in_the_cart_stays_out_and_a_row_sums_to_one():
    scores = np.array([[0.2, 0.0, 0.5, 0.0]], np.float32)
    found = bent(scores, np.array([[1.0, -1.0]], np.float32), 0.5, cart(4, 1))
    assert found[0, 1] == 0.0
    assert found.sum() == pytest.approx(1.0)
    assert found[0, 0] / found[0, 2] > scores[0, 0] / scores[0, 2]


def test_who_bought_less_is_left_out_first(two_kinds: Baskets, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("mining.customers.MOST", 7)
    people = learn_customers(two_kinds)
    assert people is not None
    assert people.buys.shape == (7, 11)
