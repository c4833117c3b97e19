"""Cases by API and by the ticket system's signed messages; an open one is silence everywhere."""

import json
from datetime import timedelta
from typing import Any

import httpx
import pytest
from sqlalchemy import insert

from chat.signing import sign
from database.tables import customers
from sales.customer import CaseKind, Mood
from sales.webhooks import RETRY_AFTER, Receiver
from tests.web.conftest import begin
from web.api.build import build_api

SECRET = "t" * 32
OPENED = {"type": "case.opened", "data": {"reference": "T-1", "kind": "delivery", "customer": "C-1"}}
CLOSED = {"type": "case.closed", "data": {"reference": "T-1"}}


@pytest.fixture
def known_customer(engine, now) -> None:
    """Ana, whom the shop knows."""
    with engine.begin() as connection:
        connection.execute(insert(customers).values(id="C-1", name="Ana", email="ana@weber.example", created_at=now))


async def told(
    api: httpx.AsyncClient, parts: Any, message: dict[str, Any], message_id: str = "m1", secret: str = SECRET
) -> httpx.Response:
    """What the door answers the ticket system."""
    body = json.dumps(message).encode()
    headers = {**sign(secret, message_id, parts.clock(), body), "Content-Type": "application/json"}
    return await api.post("/webhooks/tickets", content=body, headers=headers)


async def test_a_message_that_is_not_signed_changes_nothing(api, parts, staff) -> None:
    assert (await api.post("/webhooks/tickets", json=OPENED)).status_code == 401
    assert (await told(api, parts, OPENED, secret="guessed")).status_code == 401
    assert (await api.get("/cases", headers=staff["agent"])).json() == {"cases": []}


async def test_the_same_message_again_is_not_obeyed_again(api, parts, known_customer) -> None:
    assert (await told(api, parts, OPENED, "m1")).json()["fresh"] is True
    assert (await told(api, parts, CLOSED, "m2")).json()["case"]["state"] == "closed"
    replayed = (await told(api, parts, OPENED, "m1")).json()
    assert (replayed["fresh"], replayed["case"]["state"]) == (False, "closed")


@pytest.mark.parametrize(
    ("message", "status"),
    [
        ({"type": "case.closed", "data": {"reference": "T-404"}}, 404),
        ({"type": "case.opened", "data": {"reference": "T-1"}}, 422),
        ({"type": "case.opened", "data": {"customer": "C-1"}}, 422),
        ({"type": "case.eaten", "data": {"reference": "T-1"}}, 422),
        ({"type": "case.opened", "data": {"reference": "T-1", "customer": "C-1", "kind": "moon"}}, 422),
        ({"type": "case.opened", "data": {"id": "no-such-case", "reference": "T-1"}}, 404),
        ([], 422),
    ],
)
async def test_a_message_that_cannot_be_obeyed_says_why(api, parts, message, status) -> None:
    answer = await told(api, parts, message)
    assert answer.status_code == status
    assert answer.json()["detail"]


async def test_a_message_that_failed_can_be_sent_again_with_the_same_id(api, parts, known_customer) -> None:
    assert (await told(api, parts, CLOSED, "m1")).status_code == 404
    assert (await told(api, parts, OPENED, "m2")).status_code == 200
    assert (await told(api, parts, CLOSED, "m1")).json()["fresh"] is True


async def test_only_agents_open_and_close_cases_by_token(api, staff) -> None:
    for role in ("analyst", "trainer"):
        assert (await api.post("/cases", json={"customer": "C-1"}, headers=staff[role])).status_code == 403
    assert (await api.get("/cases")).status_code == 401
    assert (await api.get("/webhooks/deliveries", headers=staff["agent"])).status_code == 403


async def test_an_open_case_of_the_shops_own_silences_every_conversation_of_its_customer(
    api, parts, known_customer
) -> None:
    create, now = parts.store.conversations.create, parts.clock()
    chats = [create(now=now, token_hash="-", customer_id="C-1", locale="en") for _ in range(2)]
    await told(api, parts, OPENED)
    for chat in chats:
        assert [case.kind.value for case in parts.store.turns.standing(chat.id).open_cases] == ["delivery"]
    await told(api, parts, CLOSED, "m2")
    assert parts.store.turns.standing(chats[0].id).open_cases == ()
    assert parts.store.turns.standing(chats[0].id).case_solved is True


async def test_a_case_of_a_guests_order_silences_the_guest_who_proves_it(api, parts, staff) -> None:
    guest = await begin(api, cart=[{"sku": "BAT", "quantity": 1}])
    order = parts.store.orders.place(
        basket=parts.store.conversations.get(guest.id).basket,
        name="Tom",
        email="Tom@weber.example",
        now=parts.clock(),
        conversation_id=None,
        customer_id=None,
    )
    new = {"kind": "refund", "email": "tom@weber.example"}
    assert (await api.post("/cases", json=new, headers=staff["agent"])).status_code == 201
    assert parts.store.turns.standing(guest.id).open_cases == ()
    parts.store.orders.remember_proof(guest.id, order.number)
    assert [case.kind.value for case in parts.store.turns.standing(guest.id).open_cases] == ["refund"]
    view = (await guest.call("GET")).json()
    assert view["offers_paused"]["rule"] == "open case"


async def test_a_case_is_opened_read_and_closed_and_the_staff_log_knows(api, parts, staff, known_customer) -> None:
    new = {"kind": "return", "email": "ANA@weber.example", "reference": "T-9", "summary": "two of three came back"}
    opened = await api.post("/cases", json=new, headers=staff["agent"])
    assert (opened.status_code, opened.json()["customer"]) == (201, "C-1")
    again = await api.post("/cases", json=new, headers=staff["agent"])
    assert again.json()["id"] == opened.json()["id"]
    path = f"/cases/{opened.json()['id']}"
    assert (await api.get(path, headers=staff["agent"])).json()["summary"] == "two of three came back"
    assert (await api.post(f"{path}/close", headers=staff["agent"])).json()["state"] == "closed"
    assert (await api.get("/cases?state=open", headers=staff["agent"])).json()["cases"] == []
    assert len((await api.get("/cases?customer=C-1", headers=staff["agent"])).json()["cases"]) == 1


async def test_a_case_opened_in_the_chat_is_tied_to_its_ticket_and_closed_by_it(api, parts, talk) -> None:
    case = parts.store.cases.open(conversation_id=talk.id, kind=CaseKind.COMPLAINT, now=parts.clock())
    tied = await told(api, parts, {"type": "case.opened", "data": {"id": case.id, "reference": "T-77"}})
    assert tied.json()["case"]["reference"] == "T-77"
    closed = await told(api, parts, {"type": "case.closed", "data": {"reference": "T-77"}}, "m2")
    assert closed.json()["case"]["id"] == case.id
    assert parts.store.turns.standing(talk.id).open_cases == ()


async def test_a_reference_of_another_case_cannot_be_tied(api, parts, talk, known_customer) -> None:
    await told(api, parts, OPENED)
    case = parts.store.cases.open(conversation_id=talk.id, kind=CaseKind.COMPLAINT, now=parts.clock())
    both = {"type": "case.opened", "data": {"id": case.id, "reference": "T-1"}}
    assert (await told(api, parts, both, "m2")).status_code == 409


async def test_an_admin_sees_how_our_messages_fared_and_retries_a_failed_one(api, parts, staff, talk) -> None:
    now = parts.clock()
    parts.store.cases.open(conversation_id=talk.id, kind=CaseKind.COMPLAINT, now=now)
    parts.store.webhooks.spread([Receiver("https://tickets.example/in")], now)
    for pause in (timedelta(0), *RETRY_AFTER):
        now += pause
        [due] = parts.store.webhooks.claim(holder="h", now=now, seconds=9)
        parts.store.webhooks.missed(due.id, holder="h", answer="503", now=now)
    [failed] = (await api.get("/webhooks/deliveries?state=failed", headers=staff["admin"])).json()["deliveries"]
    retry = f"/webhooks/deliveries/{failed['id']}/retry"
    assert (await api.post(retry, headers=staff["admin"])).status_code == 202
    assert (await api.post(retry, headers=staff["admin"])).status_code == 409
    assert (await api.post("/webhooks/deliveries/999/retry", headers=staff["admin"])).status_code == 404


async def test_the_ticket_message_stands_in_the_documentation(api) -> None:
    assert "TicketMessage" in build_api().openapi()["components"]["schemas"]


async def test_agents_and_analysts_read_how_the_mood_went_and_nobody_else(api, parts, staff, talk) -> None:
    path = f"/timelines/{talk.id}"
    parts.store.conversations.record_mood(talk.id, Mood.UNHAPPY, now=parts.clock(), cause="sounds unhappy")
    for role, status in (("trainer", 403), ("agent", 200), ("analyst", 200)):
        answer = await api.get(path, headers=staff[role])
        assert answer.status_code == status
    assert [(one["what"], one["state"]) for one in answer.json()["timeline"]] == [("mood", "unhappy")]
    assert (await api.get("/timelines/none", headers=staff["agent"])).status_code == 404
