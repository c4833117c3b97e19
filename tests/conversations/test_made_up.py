"""A sample of the made-up conversations against the whole product; `make bench-quiet` plays thousands."""

import argparse

import httpx
import pytest

from benchmarks.made_up_talks import Plan, made_up_talks, things_with_company
from benchmarks.quiet import comes_out_the_same, run
from tests.running_app import ROOT, STAFF_PASSWORD, RunningApp

THINGS = things_with_company(ROOT / "sample_shop")


def test_the_same_seed_makes_the_same_conversations_and_each_kind_comes_up() -> None:
    first, again = (list(made_up_talks(300, 7, THINGS)) for _ in range(2))
    assert first == again
    assert {talk.plan for talk in first} == set(Plan)
    assert list(made_up_talks(300, 8, THINGS)) != first


def test_a_conversation_in_which_nothing_may_be_offered_tempts_afterwards() -> None:
    for talk in made_up_talks(300, 7, THINGS):
        closing = [place for place, line in enumerate(talk.lines) if line.closes]
        assert bool(closing) is (talk.plan is not Plan.HAPPY_BUYER)
        assert any(line.buys for line in talk.lines[closing[0] if closing else 0 :])


@pytest.mark.slow
def test_nobody_unhappy_is_sold_to_happy_buyers_are_and_the_log_explains_it_all(app: RunningApp) -> None:
    wanted = argparse.Namespace(conversations=120, seed=2026, at_once=4)
    outcome, (replayed, same) = run(app.url, wanted, STAFF_PASSWORD)
    assert outcome.wrong == []
    assert outcome.buyers_share >= 0.9, outcome.missed
    assert replayed == same


@pytest.mark.slow
def test_two_hundred_recorded_decisions_are_made_again_from_the_log_alone(app: RunningApp) -> None:
    run(app.url, argparse.Namespace(conversations=150, seed=5, at_once=4), STAFF_PASSWORD)
    answer = httpx.get(
        f"{app.url}/api/v1/offer-decisions", params={"limit": 200}, headers=app.staff("analyst"), timeout=60
    )
    decisions = answer.raise_for_status().json()["decisions"]
    assert len(decisions) == 200
    assert [one["id"] for one in decisions if not comes_out_the_same(one)] == []
