"""What teaches most comes first: the middle of many doubtful ones, then what it does not cover."""

from itertools import pairwise

import numpy as np
import pytest

from training.usefulness import ALIKE, is_barely, teaching_order, weight


def unit(*rows: tuple[float, ...]) -> np.ndarray:
    made = np.array(rows, dtype=np.float32)
    return made / np.linalg.norm(made, axis=1, keepdims=True)


def test_nothing_is_ordered_into_nothing() -> None:
    assert teaching_order(np.zeros((0, 3), dtype=np.float32), []) == []


def test_a_doubtful_oddity_waits_behind_the_middle_of_many() -> None:
    vectors = unit((0, 0, 1), (1, 0.8, 0), (1, 0, 0), (1, -0.8, 0))
    order = [members[0] for _, members in teaching_order(vectors, [0.9, 0.6, 0.6, 0.6])]
    assert order[:2] == [2, 0]


def test_what_is_like_one_taught_before_waits_behind_what_is_new() -> None:
    vectors = unit((1, 0), (1, 0.75), (0, 1))
    assert vectors[0] @ vectors[1] < ALIKE
    order = [members[0] for _, members in teaching_order(vectors, [0.9, 0.2, 0.2])]
    assert order == [0, 2, 1]


def test_every_row_is_in_one_group_and_look_alikes_stand_nearest_first() -> None:
    draw = np.random.default_rng(7)
    vectors = unit(*draw.normal(size=(60, 4)))
    groups = teaching_order(vectors, draw.random(60).tolist())
    assert sorted(row for _, members in groups for row in members) == list(range(60))
    for _, (head, *others) in groups:
        near = [float(vectors[head] @ vectors[one]) for one in others]
        assert near == sorted(near, reverse=True)
        assert all(one >= ALIKE for one in near)


def test_each_group_adds_no_more_than_the_one_before() -> None:
    draw = np.random.default_rng(11)
    adds = [value for value, _ in teaching_order(unit(*draw.normal(size=(40, 5))), draw.random(40).tolist())]
    assert all(after <= before + 1e-4 for before, after in pairwise(adds))


def test_often_said_weighs_more_and_a_persons_hand_too() -> None:
    assert weight(0.5, 4, 0.0) == pytest.approx(1.5)
    assert weight(0.5, 1, 0.5) > weight(0.5, 1, 0.0)


@pytest.mark.parametrize(
    ("confidence", "in_scope", "is_shown"), [(0.9, 0.9, False), (0.4, 0.9, True), (0.9, 0.4, True)]
)
def test_little_confidence_or_more_likely_outside_is_barely_understood(confidence, in_scope, is_shown) -> None:
    assert is_barely({"intent": {"name": "greet", "confidence": confidence}, "in_scope": in_scope}) is is_shown
