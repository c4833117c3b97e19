"""Chatwoot's webhooks as its agent bot sends them, signed."""

import hashlib
import hmac
import json
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from chat.chatwoot.bridge import Bridge
from chat.chatwoot.line import ChatwootLine
from chat.parts import Parts
from sales.conversation import Author, HandoffState
from sales.handoff.routing import DeskRules
from tests.chat.fake import Clock
from tests.chat.recorded_chatwoot import CONTRACT, INBOX, SECRET, TOKEN, RecordedChatwoot
from tests.web.conftest import Talk
from tests.web.test_conversations import is_problem

Tell = Callable[..., Awaitable[httpx.Response]]


@pytest.fixture
def bridged(parts: Parts, talk: Talk, clock: Clock) -> Parts:
    """Parts with a bridge to the recorded Chatwoot, and a customer who waits."""
    line = ChatwootLine("https://chat.shop.example", 1, INBOX, TOKEN, transport=RecordedChatwoot())
    bridge = Bridge(parts.store, parts.desk, line, DeskRules(), clock)
    parts.store.handoffs.open(conversation_id=talk.id, reason="asked", topic="", need={}, now=clock())
    return replace(parts, settings=parts.settings.model_copy(update={"chatwoot_secret": SECRET}), chatwoot=bridge)


@pytest.fixture
async def tell(application: FastAPI, bridged: Parts, clock: Clock) -> Tell:
    """Sends a recorded event as Chatwoot would; the customer is known there already."""
    assert bridged.chatwoot is not None
    await bridged.chatwoot.once()
    application.state.parts = bridged
    transport = httpx.ASGITransport(application, raise_app_exceptions=False)

    async def told(name: str, *, secret: str = SECRET, late: timedelta = timedelta(), **changed: Any) -> httpx.Response:
        body = json.dumps({**CONTRACT["tells"][name], **changed}).encode()
        seconds = str(int((clock() - late).timestamp()))
        mac = hmac.new(secret.encode(), f"{seconds}.".encode() + body, hashlib.sha256).hexdigest()
        headers = {
            "Content-Type": "application/json",
            "X-Chatwoot-Signature": f"sha256={mac}",
            "X-Chatwoot-Timestamp": seconds,
        }
        async with httpx.AsyncClient(transport=transport, base_url="http://shop") as client:
            return await client.post("/webhooks/chatwoot", content=body, headers=headers)

    return told


def agents_words(parts: Parts, talk: Talk) -> list[str]:
    """What an agent said in the conversation."""
    return [one.text for one in parts.store.turns.latest(talk.id) if one.author is Author.AGENT]


async def test_what_nobody_or_somebody_else_signed_is_401(api: httpx.AsyncClient, tell: Tell, bridged, talk: Talk):
    assert is_problem(await api.post("/webhooks/chatwoot", json=CONTRACT["tells"]["agent_said"]), 401)
    assert is_problem(await tell("agent_said", secret="another"), 401)
    assert is_problem(await tell("agent_said", late=timedelta(minutes=6)), 401)
    assert agents_words(bridged, talk) == []


@pytest.mark.parametrize("name", ["bot_said", "private_note", "customer_said"])
async def test_only_an_agents_open_words_reach_the_customer(tell: Tell, bridged, talk: Talk, name: str):
    assert (await tell(name)).json() == {"taken": False}
    assert agents_words(bridged, talk) == []


@pytest.mark.parametrize("changed", [{"event": "webwidget_triggered"}, {"sender": None}, {"conversation": None}])
async def test_an_event_of_another_kind_does_nothing(tell: Tell, bridged, talk: Talk, changed: dict[str, Any]):
    assert (await tell("agent_said", **changed)).json() == {"taken": False}
    assert agents_words(bridged, talk) == []


async def test_an_agents_words_and_files_reach_the_customer_once(tell: Tell, bridged, talk: Talk):
    assert (await tell("agent_said")).json() == {"taken": True}
    await tell("agent_said")
    await tell("picture")
    assert agents_words(bridged, talk) == ["I look it up for you.", "https://chat.shop.example/files/plan.png"]
    said = (await talk.call("GET", "/messages")).json()["messages"]
    assert {one["agent"] for one in said if one["author"] == "agent"} == {"Ana"}
    assert (await talk.say("thank you")).json()["messages"] == []


@pytest.mark.parametrize("name", ["resolved", "left_to_bot"])
async def test_an_agent_over_there_ends_it(tell: Tell, bridged, talk: Talk, name: str):
    await tell("agent_said")
    assert (await tell(name)).json() == {"taken": True}
    assert bridged.store.handoffs.list(HandoffState.LIVE) == []
    assert (await talk.say("do you have kettles?")).json()["messages"] != []
