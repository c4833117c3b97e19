"""The API over a real database with a scripted assistant behind it."""

from collections.abc import AsyncIterator
from decimal import Decimal

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import Engine, insert

from chat.parts import Parts
from database.search import index_text
from database.tables import products
from sales.catalogue import Evidence, Origin, Relation, RelationKind
from sales.compatibility import Fit
from sales.offer import Candidate, Decision, Offer, OfferKind
from tests.chat.conftest import assistant, clock, parts, settings  # noqa: F401
from tests.chat.fake import Clock
from web.api.build import ROOT, build_api

PASSWORD = "a quiet word"


@pytest.fixture
def catalogue(engine: Engine) -> None:
    """A camera and its battery."""
    rows = [
        {"sku": "CAM", "name": "Vanta Z5", "price": Decimal("749.00"), "stock": 3, "image": "vanta-z5.svg"},
        {"sku": "BAT", "name": "Vanta B5 battery", "price": Decimal("39.00"), "stock": 9, "image": ""},
    ]
    with engine.begin() as connection:
        connection.execute(insert(products), rows)
        index_text(connection, rows)


@pytest.fixture(scope="session")
def one_api() -> FastAPI:
    """The API, whose routes take longer to work out than most tests do."""
    return build_api()


@pytest.fixture
def application(one_api: FastAPI, parts: Parts) -> FastAPI:  # noqa: F811
    """The API with this test's parts behind it, which are all that it holds."""
    one_api.state.parts = parts
    return one_api


@pytest.fixture
async def api(application: FastAPI, catalogue: None) -> AsyncIterator[httpx.AsyncClient]:
    """A client of the API alone, as a customer's browser on this machine."""
    transport = httpx.ASGITransport(application, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://shop") as client:
        yield client


class Talk:
    """One conversation as its customer sees it."""

    def __init__(self, client: httpx.AsyncClient, begun: dict[str, str]) -> None:
        self.client, self.id, self.token = client, begun["id"], begun["token"]
        self.headers = {"Authorization": f"Bearer {self.token}"}

    async def call(self, method: str, path: str = "", **more: object) -> httpx.Response:
        """One call of this conversation's."""
        return await self.client.request(method, f"/conversations/{self.id}{path}", headers=self.headers, **more)

    async def say(self, text: str, client_id: str = "c1") -> httpx.Response:
        """Say something."""
        return await self.call("POST", "/messages", json={"text": text, "client_id": client_id})


async def begin(client: httpx.AsyncClient, **body: object) -> Talk:
    """A new conversation."""
    answer = await client.post("/conversations", json=body)
    assert answer.status_code == 201, answer.text
    return Talk(client, answer.json())


@pytest.fixture
async def talk(api: httpx.AsyncClient) -> Talk:
    """A conversation just begun."""
    return await begin(api)


@pytest.fixture
def offer_id(parts: Parts, talk: Talk, clock: Clock) -> str:  # noqa: F811
    """The battery, offered to the conversation."""
    found = parts.store.catalogue.many(["BAT"])["BAT"]
    relation = Relation("CAM", RelationKind.COMPLEMENT, "BAT", Evidence(Origin.CURATED))
    candidate = Candidate(found, relation, Fit.FITS, 1.0)
    offer = Offer(OfferKind.COMPLEMENT, (candidate,), found.price, found.price, Decimal("788.00"), "EUR")
    return parts.store.offers.save(talk.id, Decision(offer, None), {"BAT": "lasts a whole match"}, clock()).id


@pytest.fixture
async def staff(api: httpx.AsyncClient, parts: Parts) -> dict[str, dict[str, str]]:  # noqa: F811
    """Headers of a logged-in member by role."""
    parts.store.staff.create_first(PASSWORD)
    headers = {}
    for role in ("admin", "agent", "trainer", "analyst"):
        answer = await api.post("/staff/login", json={"username": role, "password": PASSWORD})
        headers[role] = {"Authorization": f"Bearer {answer.json()['token']}"}
    return headers


__all__ = ["ROOT"]
