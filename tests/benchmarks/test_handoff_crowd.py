"""The handoff benchmark on a small scale, against the whole product under its own supervisor."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.handoff import Plan, simulate
from benchmarks.handoff_ledger import Faults
from tests.running_app import RunningApp, home_with_model

pytestmark = pytest.mark.slow


@pytest.fixture
def own_app(tmp_path: Path) -> Iterator[RunningApp]:
    """A product whose processes may be killed."""
    running = RunningApp(home_with_model(tmp_path / "home"), GOESWITH_MESSAGES_PER_MINUTE="100000")
    yield running.wait_until_ready()
    running.stop()


def test_cuts_reloads_and_a_kill_lose_double_and_disorder_nothing_and_the_assistant_is_silent(
    own_app: RunningApp,
) -> None:
    outcome = asyncio.run(simulate(own_app, Plan(customers=8, agents=2, seconds=40, kills=1, seed=5)))
    assert outcome.faults == Faults()
    assert outcome.kills == 1
    assert outcome.cuts and outcome.reloads
    # Enough was going on for a fault to show.
    assert outcome.handoffs >= 8
    assert outcome.messages >= 100
