"""The live stream, over a real server and a real WebSocket."""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass

import httpx
import pytest
import uvicorn
from fastapi import FastAPI
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from chat.parts import Parts
from sales.conversation import Author
from sales.ports import NewMessage
from tests.web.conftest import Talk, begin


@dataclass
class Served:
    """The API on a port."""

    url: str
    talk: Talk

    def stream(self, query: str = "", token: str | None = None) -> connect:
        """A connection to the conversation's stream."""
        root = self.url.replace("http", "ws")
        return connect(f"{root}/conversations/{self.talk.id}/stream?token={token or self.talk.token}{query}")


@pytest.fixture
async def served(application: FastAPI, catalogue: None) -> AsyncIterator[Served]:
    """The API served, with a conversation begun."""
    server = uvicorn.Server(uvicorn.Config(application, port=0, log_level="warning", lifespan="off"))
    serving = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.01)
    url = f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    async with httpx.AsyncClient(base_url=url) as client:
        yield Served(url, await begin(client))
    server.should_exit = True
    server.force_exit = True
    await serving


async def heard(stream: ClientConnection, count: int) -> list[str]:
    """The texts of the next messages."""
    async with asyncio.timeout(10):
        return [json.loads(await stream.recv())["text"] for _ in range(count)]


@pytest.mark.parametrize(("token", "status"), [("wrong", 401), ("", 401)])
async def test_a_wrong_token_opens_no_stream(served: Served, token: str, status: int):
    with pytest.raises(InvalidStatus) as refused:
        async with served.stream(token=token or "%20"):
            pass
    assert refused.value.response.status_code == status


async def test_anothers_token_finds_no_stream(served: Served):
    other = await begin(served.talk.client)
    with pytest.raises(InvalidStatus) as refused:
        async with served.stream(token=other.token):
            pass
    assert refused.value.response.status_code == 404


async def test_each_new_message_comes_whoever_wrote_it_and_in_order(served: Served, parts: Parts):
    await served.talk.say("before", "c0")
    async with served.stream() as stream:
        await served.talk.say("hello")
        assert await heard(stream, 2) == ["hello", "heard: hello"]


async def test_the_stream_resumes_behind_a_message(served: Served):
    after = (await served.talk.say("one")).json()["messages"][-1]["id"]
    await served.talk.say("two", "c2")
    async with served.stream(f"&after={after}") as stream:
        assert await heard(stream, 2) == ["two", "heard: two"]
    async with served.stream("&after=0") as stream:
        assert (await heard(stream, 4))[0] == "one"


async def test_what_another_process_wrote_comes_too(served: Served, parts: Parts):
    async with served.stream() as stream:
        agent = NewMessage(Author.AGENT, "from another process", agent="ana")
        await asyncio.to_thread(parts.store.conversations.append, served.talk.id, [agent], parts.clock())
        assert await heard(stream, 1) == ["from another process"]


async def test_every_listener_hears_and_one_leaving_disturbs_nobody(served: Served):
    async with served.stream() as stays:
        async with served.stream() as leaves:
            await served.talk.say("one")
            assert await heard(leaves, 2) == await heard(stays, 2)
        await served.talk.say("two", "c2")
        assert await heard(stays, 2) == ["two", "heard: two"]


async def test_erasing_closes_the_stream(served: Served):
    async with served.stream() as stream:
        await served.talk.call("DELETE")
        with pytest.raises(ConnectionClosed) as closed:
            async with asyncio.timeout(10):
                await stream.recv()
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 4404
