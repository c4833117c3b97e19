"""Telling other systems: nothing twice, nothing lost, and nobody who did not ask."""

import json
from datetime import datetime, timedelta

import httpx
import pytest

from chat.signing import ID, check
from chat.telling import KEPT_FOR, Telling
from sales.customer import CaseKind
from sales.ports import Store
from sales.webhooks import RETRY_AFTER, EventKind, Receiver
from tests.chat.fake import Clock

URL = "https://tickets.example/in"
SECRET = "s" * 32


class Elsewhere(httpx.AsyncBaseTransport):
    """Another system: keeps what it was told, answers `status` (None: it cannot be reached)."""

    def __init__(self) -> None:
        self.status: int | None = 200
        self.heard: list[httpx.Request] = []

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Hear and answer."""
        self.heard.append(request)
        if self.status is None:
            raise httpx.ConnectError("refused")
        return httpx.Response(self.status)


@pytest.fixture
def elsewhere() -> Elsewhere:
    """A system that takes what it is told."""
    return Elsewhere()


@pytest.fixture
def telling(store: Store, clock: Clock, elsewhere: Elsewhere) -> Telling:
    """A sender with one receiver."""
    return Telling(store, [Receiver(URL)], SECRET, clock, elsewhere)


def complain(store: Store, talk: str, now: datetime) -> str:
    """A case's id."""
    return store.cases.open(conversation_id=talk, kind=CaseKind.DELIVERY, now=now, summary="lost").id


async def test_a_receiver_hears_only_what_it_asked_for(store, clock, elsewhere, talk) -> None:
    telling = Telling(store, [Receiver(URL, frozenset({EventKind.CASE_CLOSED}))], SECRET, clock, elsewhere)
    case = complain(store, talk, clock.now)
    assert await telling.once() == 0
    store.cases.close(case, clock.now, "an agent")
    assert await telling.once() == 1
    assert [json.loads(request.content)["type"] for request in elsewhere.heard] == ["case.closed"]


async def test_without_receivers_nothing_is_kept_for_later(store, clock, elsewhere, talk) -> None:
    complain(store, talk, clock.now)
    await Telling(store, [], SECRET, clock, elsewhere).once()
    assert await Telling(store, [Receiver(URL)], SECRET, clock, elsewhere).once() == 0


async def test_two_replicas_never_send_the_same_delivery(store, clock, elsewhere, talk, telling) -> None:
    complain(store, talk, clock.now)
    store.webhooks.spread([Receiver(URL)], clock.now)
    mine = store.webhooks.claim(holder="another:1:a:b", now=clock.now, seconds=300)
    assert len(mine) == 1
    assert await telling.once() == 0
    assert elsewhere.heard == []


async def test_what_a_dead_sender_claimed_is_sent_by_another(store, clock, elsewhere, talk, telling) -> None:
    complain(store, talk, clock.now)
    store.webhooks.spread([Receiver(URL)], clock.now)
    store.webhooks.claim(holder="another:1:a:b", now=clock.now, seconds=300)
    clock.now += timedelta(seconds=301)
    assert await telling.once() == 1


async def test_a_sender_that_lost_its_claim_cannot_settle(store, clock, talk) -> None:
    complain(store, talk, clock.now)
    store.webhooks.spread([Receiver(URL)], clock.now)
    [slow] = store.webhooks.claim(holder="slow", now=clock.now, seconds=1)
    [taken] = store.webhooks.claim(holder="quick", now=clock.now + timedelta(seconds=2), seconds=60)
    store.webhooks.delivered(slow.id, holder="slow", answer="200", now=clock.now)
    assert store.webhooks.deliveries()[0]["state"] == "waiting"
    store.webhooks.delivered(taken.id, holder="quick", answer="200", now=clock.now)
    assert store.webhooks.deliveries()[0]["state"] == "delivered"


@pytest.mark.parametrize("status", [500, 302, 404, None])
async def test_it_is_told_again_with_the_same_id_until_it_is_taken(
    store, clock, elsewhere, talk, telling, *, status
) -> None:
    complain(store, talk, clock.now)
    elsewhere.status = status
    assert await telling.once() == 1
    assert await telling.once() == 0
    clock.now += RETRY_AFTER[0]
    elsewhere.status = 204
    assert await telling.once() == 1
    clock.now += timedelta(days=2)
    assert await telling.once() == 0
    assert len({request.headers[ID] for request in elsewhere.heard}) == 1
    assert store.webhooks.deliveries("delivered")[0]["attempts"] == 2


async def test_after_the_last_try_it_counts_as_failed_and_can_be_tried_again(
    store, clock, elsewhere, talk, telling
) -> None:
    complain(store, talk, clock.now)
    elsewhere.status = 503
    for pause in (timedelta(0), *RETRY_AFTER):
        clock.now += pause
        assert await telling.once() == 1
    [failed] = store.webhooks.deliveries("failed")
    assert failed["answer"].startswith("503")
    clock.now += timedelta(days=1)
    assert await telling.once() == 0
    elsewhere.status = 200
    store.webhooks.try_again(failed["id"], clock.now)
    assert await telling.once() == 1
    assert store.webhooks.deliveries("failed") == []


async def test_what_is_sent_can_be_checked_and_says_what_happened(store, clock, elsewhere, talk, telling) -> None:
    case = complain(store, talk, clock.now)
    await telling.once()
    [request] = elsewhere.heard
    assert str(request.url) == URL
    assert check(SECRET, request.headers, clock.now, request.content) == request.headers[ID]
    told = json.loads(request.content)
    assert told["type"] == "case.opened"
    assert told["timestamp"] == clock.now.isoformat()
    assert {key: told["data"][key] for key in ("id", "kind", "state", "summary", "conversation", "by")} == {
        "id": case,
        "kind": "delivery",
        "state": "open",
        "summary": "lost",
        "conversation": talk,
        "by": "the chat",
    }


async def test_an_erased_conversation_is_told_to_nobody(store, clock, elsewhere, talk, telling) -> None:
    complain(store, talk, clock.now)
    store.webhooks.spread([Receiver(URL)], clock.now)
    store.conversations.erase(talk)
    assert await telling.once() == 0
    assert store.webhooks.deliveries() == []


async def test_settled_events_are_forgotten_and_waiting_ones_are_not(store, clock, elsewhere, talk, telling) -> None:
    case = complain(store, talk, clock.now)
    await telling.once()
    elsewhere.status = 500
    store.cases.close(case, clock.now, "an agent")
    await telling.once()
    assert store.webhooks.forget(clock.now + KEPT_FOR) == 1
    assert [one["kind"] for one in store.webhooks.deliveries()] == ["case.closed"]
