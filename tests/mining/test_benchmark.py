"""The complements benchmark asks what it says it asks."""

from __future__ import annotations

import csv
import random
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest

from benchmarks.complements import load, measure

CUT = date(2026, 4, 1)


@pytest.fixture
def lines(tmp_path: Path) -> Path:
    """Write 600 orders of January to June: a lamp with its bulb, a cup with its plate, or one alone."""
    dice = random.Random(4)
    file = tmp_path / "orders.csv"
    with file.open("w", newline="") as handle:
        writer = csv.writer(handle)
        writer.writerow(("order_id", "date", "customer_id", "sku", "quantity"))
        for number in range(600):
            day = date(2026, 1, 1) + timedelta(days=number * 180 // 600)
            basket = dice.choice((["lamp", "bulb"], ["cup", "plate"], ["lamp"], ["cup"], ["soap"], ["soap"]))
            for sku in basket + (["novelty"] if day >= CUT else []):
                writer.writerow((number, day, f"c{number % 50}", sku, 1))
    return file


def test_no_question_is_about_an_order_from_before_the_cut(lines: Path):
    task = load(lines, CUT, least=5, seed=1)
    cut = (CUT - date(2000, 1, 1)).days
    assert task.train.day.max() < cut
    assert task.questions.order.min() >= len(task.train.day)


def test_products_that_first_sold_after_the_cut_are_neither_shown_nor_asked_for(lines: Path):
    assert set(load(lines, CUT, least=5, seed=1).train.skus) == {"lamp", "bulb", "cup", "plate", "soap"}


def test_the_same_seed_asks_the_same_and_another_seed_does_not(lines: Path):
    first, again, other = (load(lines, CUT, least=5, seed=seed).questions for seed in (1, 1, 2))
    assert np.array_equal(first.hidden, again.hidden)
    assert not np.array_equal(first.hidden, other.hidden)


def test_where_each_product_has_one_partner_all_but_popularity_find_it(lines: Path):
    task = load(lines, CUT, least=5, seed=1)
    found = {name: measure(name, task)["hit_at_1"] for name in ("popularity", "confidence", "goeswith")}
    assert found["popularity"] < 0.7
    assert found["confidence"] == found["goeswith"] == 1.0


def test_a_cut_after_the_last_order_is_refused(lines: Path):
    with pytest.raises(SystemExit, match="no order"):
        load(lines, date(2027, 1, 1), least=5, seed=1)
