"""The queue says what it does not show."""

from datetime import UTC, datetime

import httpx

from chat.parts import Parts
from sales.conversation import Handoff, HandoffState
from sales.customer import Mood
from sales.handoff.ports import QueueFacts
from web.agent.queue_panel import Entry, beyond

NOW = datetime(2026, 11, 2, tzinfo=UTC)
SHOWN = Entry(Handoff("h", "c", "r", "", HandoffState.WAITING, NOW), QueueFacts(Mood.NEUTRAL, "en", 0))
NONE = {HandoffState.WAITING: 1, HandoffState.LIVE: 0, HandoffState.CALLBACK: 0}


def test_nothing_is_said_where_all_are_shown() -> None:
    assert beyond([SHOWN], NONE) == ""


def test_how_many_more_wait_is_said() -> None:
    counted = {HandoffState.WAITING: 41, HandoffState.LIVE: 0, HandoffState.CALLBACK: 7}
    assert beyond([SHOWN], counted) == "40 waiting and 7 callbacks more come up here as these are done."


async def test_other_systems_are_told_how_many_are_beyond_their_limit(
    api: httpx.AsyncClient, staff: dict[str, dict[str, str]], parts: Parts
) -> None:
    for _ in range(3):
        talk = parts.store.conversations.create(now=parts.clock(), token_hash="-", customer_id=None, locale="en").id
        parts.store.handoffs.open(conversation_id=talk, reason="r", topic="", need={}, now=parts.clock())
    answer = (await api.get("/handoffs", params={"limit": 2}, headers=staff["agent"])).json()
    assert (len(answer["handoffs"]), answer["more"]) == (2, 1)
    assert (await api.get("/handoffs", params={"state": "live"}, headers=staff["agent"])).json()["more"] == 0
    assert (await api.get("/handoffs", params={"limit": 0}, headers=staff["agent"])).status_code == 422
