"""Every conversation under this folder, played against the whole running product."""

import pytest

from tests.conversations.harness import Play, Told, proof_of_an_order, read_all
from tests.running_app import RunningApp

TOLD = read_all()


@pytest.fixture(scope="module")
def closed_desks(app: RunningApp) -> RunningApp:
    """The product with nobody at a desk, whatever was played there a moment ago."""
    app.everybody_leaves()
    return app


def test_there_are_enough_of_them_and_each_kind_has_some() -> None:
    assert len(TOLD) >= 160
    assert len({told.name for told in TOLD}) == len(TOLD)
    assert len({told.kind for told in TOLD}) >= 25


@pytest.mark.slow
@pytest.mark.parametrize("told", TOLD, ids=lambda told: f"{told.kind}: {told.name}")
def test_the_conversation_goes_as_told(closed_desks: RunningApp, told: Told) -> None:
    Play(closed_desks.url, told, proof_of_an_order(closed_desks.home)).run()
