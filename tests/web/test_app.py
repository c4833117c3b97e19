"""The whole application: what stands beside the API."""

import re
from collections.abc import AsyncIterator

import httpx
import pytest

from chat.parts import Parts
from tests.chat.fake import FakeAssistant
from web.app import build_app
from web.health import health


@pytest.fixture
async def site(parts: Parts, catalogue: None, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[httpx.AsyncClient]:
    """The application without its background work."""
    monkeypatch.setattr("bootstrap.store", lambda: parts.store)
    application = build_app(parts)
    async with httpx.AsyncClient() as outside:
        application.state.client = outside
        transport = httpx.ASGITransport(application, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://shop") as client:
            yield client


async def test_health_names_the_part_that_is_down(site: httpx.AsyncClient, assistant: FakeAssistant):
    answer = await site.get("/healthz")
    assert answer.status_code == 503
    assert answer.json()["parts"] == {"assistant": "ok", "actions": "down", "database": "ok"}
    assistant.up = False
    assert (await site.get("/healthz")).json()["parts"]["assistant"] == "down"


async def test_health_is_ok_when_every_part_answers(parts: Parts):
    answers = httpx.MockTransport(lambda request: httpx.Response(200 if request.url.path == "/health" else 404))
    async with httpx.AsyncClient(transport=answers) as outside:
        assert set((await health(parts, outside)).values()) == {"ok"}


async def test_the_documentation_asks_no_third_party(site: httpx.AsyncClient):
    page = (await site.get("/docs")).text
    for address in re.findall(r'(?:src|href)="([^"]+)"', page):
        assert address.startswith("/")
        assert (await site.get(address)).status_code == 200
    assert "https://" not in page


async def test_the_documentation_lists_every_call_of_the_contract(site: httpx.AsyncClient):
    document = (await site.get("/openapi.json")).json()
    assert document["servers"] == [{"url": "/api/v1"}]
    assert {
        "/conversations",
        "/conversations/{conversation_id}",
        "/conversations/{conversation_id}/messages",
        "/conversations/{conversation_id}/context",
        "/conversations/{conversation_id}/offers/{offer_id}",
        "/staff/login",
        "/handoffs",
        "/handoffs/{handoff_id}",
        "/handoffs/{handoff_id}/claim",
        "/handoffs/{handoff_id}/messages",
        "/handoffs/{handoff_id}/return",
        "/handoffs/{handoff_id}/close",
        "/offer-decisions",
        "/products",
        "/products/{sku}/complements",
        "/imports",
        "/understand",
    } <= set(document["paths"])


@pytest.mark.parametrize("path", ["/", "/docs", "/api/v1/products", "/widget.js", "/favicon.ico", "/nothing"])
async def test_no_answer_lets_browsers_guess_types(site: httpx.AsyncClient, path: str):
    answer = await site.get(path)
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["x-frame-options"] == "DENY"


async def test_unknown_addresses_are_problems_of_the_api_too(site: httpx.AsyncClient):
    answer = await site.get("/api/v1/nothing")
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")


async def test_a_customers_call_gets_no_cookie(site: httpx.AsyncClient):
    for path in ("/", "/api/v1/products", "/widget.js"):
        assert "set-cookie" not in (await site.get(path)).headers
