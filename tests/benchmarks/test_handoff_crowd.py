"""The handoff benchmark on a small scale, against the whole product under its own supervisor."""

import asyncio
from collections.abc import Iterator

import pytest

from benchmarks.handoff import Plan, simulate
from benchmarks.handoff_ledger import Faults
from tests.running_app import RunningApp

pytestmark = pytest.mark.long


@pytest.fixture
def crowded(app: RunningApp) -> Iterator[RunningApp]:
    """The product; its desks are empty again afterwards, as a minute later."""
    yield app
    app.everybody_leaves()


def test_cuts_reloads_and_a_kill_lose_double_and_disorder_nothing_and_the_assistant_is_silent(
    crowded: RunningApp,
) -> None:
    outcome = asyncio.run(simulate(crowded, Plan(customers=8, agents=2, seconds=35, kills=1, seed=5)))
    assert outcome.faults == Faults()
    assert outcome.kills == 1
    assert outcome.cuts and outcome.reloads
    # Enough was going on for a fault to show.
    assert outcome.handoffs >= 8
    assert outcome.messages >= 100
