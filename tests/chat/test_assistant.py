"""The line to the dialogue engine, against a real server that misbehaves on request."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from chat.assistant import RasaAssistant
from sales.errors import InvalidError, UnavailableError


class Engine:
    """Answers as told and keeps what it was asked."""

    def __init__(self) -> None:
        self.status, self.body, self.delay = 200, '{"messages": [{"text": "hello"}]}', 0.0
        self.asked: list[tuple[str, str | None, object]] = []

    async def answer(self, request: web.Request) -> web.Response:
        """One call."""
        sent = await request.json() if request.can_read_body else None
        self.asked.append((request.path, request.headers.get("X-Goeswith-Key"), sent))
        await asyncio.sleep(self.delay)
        return web.Response(text=self.body, status=self.status, content_type="application/json")


@pytest.fixture
def engine() -> Engine:  # type: ignore[override]
    """The engine's behaviour."""
    return Engine()


@pytest.fixture
async def line(engine: Engine) -> AsyncIterator[RasaAssistant]:
    """A line to it."""
    async with _line_to(engine, 20) as line:
        yield line


@asynccontextmanager
async def _line_to(engine: Engine, timeout_seconds: float) -> AsyncIterator[RasaAssistant]:
    application = web.Application()
    application.router.add_route("*", "/{path:.*}", engine.answer)
    async with TestServer(application) as server:
        line = RasaAssistant(f"http://127.0.0.1:{server.port}/", "key", timeout_seconds)
        yield line
        await line.close()


async def test_nobody_there_is_unavailable():
    line = RasaAssistant("http://127.0.0.1:9", "key", 1)
    with pytest.raises(UnavailableError):
        await line.understand("hello")
    assert not await line.is_up()
    await line.close()


@pytest.mark.parametrize("status", [500, 503, 401, 404])
async def test_a_broken_or_unready_engine_is_unavailable(line: RasaAssistant, engine: Engine, status: int):
    engine.status = status
    with pytest.raises(UnavailableError):
        await line.understand("hello")
    assert not await line.is_up()


async def test_a_slow_engine_is_unavailable(engine: Engine):
    engine.delay = 5
    async with _line_to(engine, 0.2) as hasty:
        with pytest.raises(UnavailableError):
            await hasty.understand("hello")


async def test_an_answer_that_cannot_be_read_is_unavailable(line: RasaAssistant, engine: Engine):
    engine.body = "<html>"
    with pytest.raises(UnavailableError):
        await line.understand("hello")


async def test_a_refused_message_is_not_tried_for_ever(line: RasaAssistant, engine: Engine):
    engine.status = 422
    with pytest.raises(InvalidError):
        await line.converse("c", [], {})


async def test_each_call_takes_the_key_and_its_body_along(line: RasaAssistant, engine: Engine):
    assert (await line.converse("c", [{"text": "hi"}], {"mood": "neutral"})).messages == ({"text": "hello"},)
    await line.trigger("c", "accept_offer", {"offer_id": "o"}, {})
    said = {"sender": "c", "parts": [{"text": "hi"}], "metadata": {"mood": "neutral"}}
    tapped = {"sender": "c", "intent": "accept_offer", "entities": {"offer_id": "o"}, "metadata": {}}
    assert engine.asked == [("/webhooks/shop/converse", "key", said), ("/webhooks/shop/converse", "key", tapped)]
