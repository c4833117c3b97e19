"""The desk's live stream, over a real server and real WebSockets."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import InvalidStatus

from chat.parts import Parts
from sales.handoff.ports import Reader
from tests.web.conftest import PASSWORD
from tests.web.test_stream import Served, served  # noqa: F401

Opened = Callable[[str], Awaitable[ClientConnection]]


@pytest.fixture
def handoff_id(served: Served, parts: Parts) -> str:  # noqa: F811
    """The conversation in the queue."""
    parts.store.staff.create_first(PASSWORD)
    return parts.store.handoffs.open(
        conversation_id=served.talk.id, reason="asked for a person", topic="", need={}, now=parts.clock()
    ).id


async def desk(served: Served, name: str = "agent") -> tuple[connect, httpx.AsyncClient]:  # noqa: F811
    """A staff member's connection, and their calls."""
    asked = {"username": name, "password": PASSWORD}
    token = (await served.talk.client.post("/staff/login", json=asked)).json()["token"]
    headers = {"Authorization": f"Bearer {token}"}
    line = connect(f"{served.url.replace('http', 'ws')}/handoffs/stream", additional_headers=headers)
    return line, httpx.AsyncClient(base_url=served.url, headers=headers)


async def frame(stream: ClientConnection, kind: str) -> dict[str, Any]:
    """The next frame of that kind."""
    async with asyncio.timeout(10):
        while True:
            heard = json.loads(await stream.recv())
            if heard["event"] == kind:
                return heard


@pytest.mark.parametrize(("name", "status"), [("analyst", 403), (None, 401)])
async def test_only_agents_hear_the_desk(served: Served, handoff_id: str, name: str | None, status: int):  # noqa: F811
    line = connect(f"{served.url.replace('http', 'ws')}/handoffs/stream")
    if name:
        line, calls = await desk(served, name)
        await calls.aclose()
    with pytest.raises(InvalidStatus) as refused:
        async with line:
            pass
    assert refused.value.response.status_code == status


async def test_words_in_a_colleagues_chat_are_not_told(served: Served, handoff_id: str, parts: Parts):  # noqa: F811
    line, calls = await desk(served)
    colleague, theirs = await desk(served, "admin")
    async with calls, theirs, line as stream, colleague as other:
        await theirs.post(f"/handoffs/{handoff_id}/claim")
        await frame(other, "transcript")
        await served.talk.say("only for who has it")
        assert (await frame(other, "message"))["message"]["text"] == "only for who has it"
        await theirs.post(f"/handoffs/{handoff_id}/transfer", json={"agent": "agent"})
        heard = [json.loads(await stream.recv())]
        while heard[-1]["handoffs"][0]["wanted_agent"] != "agent":
            heard.append(json.loads(await stream.recv()))
    assert {one["event"] for one in heard} == {"queue"}


async def test_the_queue_comes_first_and_whenever_it_changes(served: Served, handoff_id: str):  # noqa: F811
    line, calls = await desk(served)
    async with calls, line as stream:
        assert [one["id"] for one in (await frame(stream, "queue"))["handoffs"]] == [handoff_id]
        await calls.post(f"/handoffs/{handoff_id}/claim")
        assert (await frame(stream, "queue"))["handoffs"][0]["state"] == "live"


async def test_who_claims_gets_the_transcript_and_then_each_word(
    served: Served,  # noqa: F811
    handoff_id: str,
    parts: Parts,
):
    await served.talk.say("before", "c0")
    line, calls = await desk(served)
    async with calls, line as stream:
        await calls.post(f"/handoffs/{handoff_id}/claim")
        transcript = await frame(stream, "transcript")
        await served.talk.say("after", "c1")
        word = await frame(stream, "message")
        await asyncio.to_thread(parts.store.desk.typing, served.talk.id, Reader.CUSTOMER.value, parts.clock())
        typing = await frame(stream, "typing")
    assert "before" in [one["text"] for one in transcript["messages"]]
    assert (word["handoff"], word["message"]["text"]) == (handoff_id, "after")
    assert typing == {"event": "typing", "handoff": handoff_id}


async def test_who_comes_back_gets_what_was_said_meanwhile(served: Served, handoff_id: str):  # noqa: F811
    line, calls = await desk(served)
    async with calls:
        await calls.post(f"/handoffs/{handoff_id}/claim")
        async with line as stream:
            await frame(stream, "transcript")
        await served.talk.say("while away")
        again, more = await desk(served)
        async with more, again as stream:
            assert (await frame(stream, "transcript"))["messages"][-1]["text"] == "while away"


async def test_who_listens_is_at_the_desk(served: Served, handoff_id: str, parts: Parts):  # noqa: F811
    line, calls = await desk(served)
    assert parts.store.handoffs.at_desks(parts.clock()) == []
    async with calls, line as stream:
        await frame(stream, "queue")
        async with asyncio.timeout(10):
            while parts.store.handoffs.at_desks(parts.clock()) != ["agent"]:
                await asyncio.sleep(0)
