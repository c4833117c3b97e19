"""Quotes and ratings over HTTP: what is refused first."""

import httpx
import pytest

from chat.parts import Parts
from sales.customer import Mood
from tests.chat.fake import Clock
from tests.web.conftest import Talk, begin
from tests.web.test_conversations import is_problem

Headers = dict[str, dict[str, str]]
WANTED = {"lines": [{"sku": "BAT", "quantity": 2}], "email": "kim@example.org", "discount": "0.05"}


@pytest.fixture
async def handoff(api: httpx.AsyncClient, staff: Headers, parts: Parts, talk: Talk, clock: Clock) -> str:
    """A conversation that the agent has; the handoff's id."""
    made = parts.store.handoffs.open(conversation_id=talk.id, reason="quote", topic="", need={}, now=clock())
    await api.post(f"/handoffs/{made.id}/claim", headers=staff["agent"])
    return made.id


@pytest.mark.parametrize(
    ("change", "status", "told"),
    [
        ({"discount": "0.5"}, 422, "between 0 and 10%"),
        ({"email": "nobody"}, 422, "e-mail"),
        ({"lines": [{"sku": "NOPE"}]}, 422, "no product NOPE"),
        ({"lines": [{"sku": "BAT", "quantity": 10}]}, 422, "Only 9"),
        ({"lines": []}, 422, ""),
    ],
)
async def test_a_quote_that_the_shop_does_not_allow_is_not_sent(
    api: httpx.AsyncClient, staff: Headers, talk: Talk, handoff: str, *, change: object, status: int, told: str
) -> None:
    answer = await api.post(f"/handoffs/{handoff}/quotes", json={**WANTED, **change}, headers=staff["agent"])
    assert is_problem(answer, status)
    assert told in answer.text
    assert (await talk.call("GET", "/messages")).json()["messages"] == []


async def test_a_quote_of_another_conversation_is_not_found(
    api: httpx.AsyncClient, staff: Headers, talk: Talk, handoff: str
) -> None:
    sent = (await api.post(f"/handoffs/{handoff}/quotes", json=WANTED, headers=staff["agent"])).json()["quote"]
    other = await begin(api)
    assert is_problem(await other.call("POST", f"/quotes/{sent['id']}", json={"answer": "accept"}), 404)


async def test_a_tap_makes_one_order_however_often_it_is_sent(
    api: httpx.AsyncClient, staff: Headers, parts: Parts, talk: Talk, handoff: str
) -> None:
    sent = (await api.post(f"/handoffs/{handoff}/quotes", json=WANTED, headers=staff["agent"])).json()["quote"]
    assert (sent["price_before"], sent["price"], sent["answer"]) == ("78.00", "74.10", None)
    tap = {"answer": "accept", "words": "Order for 74.10"}
    first, second = [(await talk.call("POST", f"/quotes/{sent['id']}", json=tap)).json()["quote"] for _ in range(2)]
    assert first == second
    order = parts.store.orders.by_number(first["order_number"])
    assert (str(order.total), order.email) == ("74.10", "kim@example.org")
    assert parts.store.catalogue.get("BAT").stock == 7
    assert is_problem(await talk.call("POST", f"/quotes/{sent['id']}", json={"answer": "decline"}), 409)


async def test_an_old_quote_is_not_taken(
    api: httpx.AsyncClient, staff: Headers, talk: Talk, handoff: str, *, parts: Parts, clock: Clock
) -> None:
    wanted = {**WANTED, "days": 1}
    sent = (await api.post(f"/handoffs/{handoff}/quotes", json=wanted, headers=staff["agent"])).json()["quote"]
    clock.now = clock.now.replace(day=clock.now.day + 2)
    assert is_problem(await talk.call("POST", f"/quotes/{sent['id']}", json={"answer": "accept"}), 409)
    assert parts.store.catalogue.get("BAT").stock == 9


async def test_a_bad_rating_silences_offers_and_is_taken_once(
    api: httpx.AsyncClient, staff: Headers, talk: Talk, handoff: str, parts: Parts
) -> None:
    given = {"handoff": handoff, "stars": 1}
    assert is_problem(await talk.call("POST", "/rating", json=given), 409)
    await api.post(f"/handoffs/{handoff}/messages", json={"text": "no"}, headers=staff["agent"])
    await api.post(f"/handoffs/{handoff}/close", json={"disposition": "sold"}, headers=staff["agent"])
    assert (await talk.call("GET")).json()["rate"] == handoff
    assert is_problem(await talk.call("POST", "/rating", json={**given, "stars": 9}), 422)
    rated = (await talk.call("POST", "/rating", json=given)).json()["conversation"]
    assert (rated["rate"], rated["mood"]) == (None, Mood.UNHAPPY.value)
    assert is_problem(await talk.call("POST", "/rating", json=given), 409)


async def test_the_brief_names_what_is_missing_and_suggests_what_can_be_had(
    api: httpx.AsyncClient, staff: Headers, talk: Talk, handoff: str
) -> None:
    await talk.call("PUT", "/context", json={"cart": [{"sku": "CAM", "quantity": 1}]})
    brief = (await api.get(f"/handoffs/{handoff}", headers=staff["agent"])).json()["brief"]
    assert brief["missing"] == ["what", "how many", "budget", "when", "place", "contact"]
    assert [(one["sku"], one["quantity"], one["why"]) for one in brief["solution"]["items"]] == [
        ("CAM", 1, "in the cart")
    ]
    assert brief["customer"] is None


async def test_a_closed_conversation_closes_the_cases_where_that_is_said(
    api: httpx.AsyncClient, staff: Headers, talk: Talk, handoff: str, parts: Parts
) -> None:
    ending = {"disposition": "put right", "case": "open"}
    await api.post(f"/handoffs/{handoff}/close", json=ending, headers=staff["agent"])
    assert len(parts.store.cases.open_for(talk.id)) == 1
    again = parts.store.handoffs.open(conversation_id=talk.id, reason="r", topic="", need={}, now=parts.clock())
    await api.post(f"/handoffs/{again.id}/claim", headers=staff["agent"])
    await api.post(f"/handoffs/{again.id}/close", json={**ending, "case": "close"}, headers=staff["agent"])
    assert parts.store.cases.open_for(talk.id) == []
