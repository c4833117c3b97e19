"""Whose a waiting customer is: first who may not, then who rather should not, then who should."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from sales.conversation import Handoff, HandoffState
from sales.handoff.routing import DeskRules, Profile, Topic

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
RULES = DeskRules(
    topics={
        "business": Topic("business", frozenset({"ada"})),
        "gas": Topic("gas", qualification="gas fitting"),
    },
    profiles={
        "ada": Profile("ada", chats=2),
        "ben": Profile("ben", languages=frozenset({"en"}), qualifications=frozenset({"gas fitting"})),
    },
)
WAITING = Handoff("h", "c", "asked", "", HandoffState.WAITING, NOW - timedelta(minutes=1))


def held_back(agent: str, handoff: Handoff, *, language: str = "en", load: int = 0) -> str | None:
    return RULES.holds_back(agent, handoff, language=language, load=load, now=NOW)


def test_who_is_not_qualified_may_not_take_it_however_long_it_waits() -> None:
    gas = replace(WAITING, topic="gas", opened_at=NOW - timedelta(hours=5))
    assert RULES.forbids("ada", gas) == held_back("ada", gas) == "This needs somebody qualified for gas fitting."
    assert RULES.forbids("ben", gas) is None


@pytest.mark.parametrize(
    ("agent", "handoff", "facts", "why"),
    [
        ("ben", replace(WAITING, topic="business"), {}, "belongs to ada"),
        ("ben", WAITING, {"language": "de-DE"}, "speaks de"),
        ("ada", WAITING, {"load": 2}, "you have 2 chats already"),
        ("ada", replace(WAITING, wanted_agent="ben"), {}, "passed on to ben"),
    ],
)
def test_it_is_rather_somebody_elses(agent: str, handoff: Handoff, facts: dict[str, object], why: str) -> None:
    assert held_back(agent, handoff, **facts) == why  # type: ignore[arg-type]


def test_after_a_while_others_help_out() -> None:
    long = replace(WAITING, topic="business", opened_at=NOW - timedelta(minutes=5))
    assert held_back("ben", long) is None
    assert held_back("ben", replace(long, wanted_agent="ada")) is None


def test_owners_take_what_is_theirs_and_everybody_what_is_nobodys() -> None:
    assert held_back("ada", replace(WAITING, topic="business")) is None
    assert held_back("cem", WAITING) is None
