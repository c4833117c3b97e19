"""Conversations over HTTP, as contract.md fixes them."""

import asyncio
import sqlite3
from datetime import timedelta

import httpx
import pytest
from sqlalchemy import Engine, event

from chat.identity import sign_identity
from chat.parts import Parts
from sales.conversation import Owner
from tests.chat.fake import Clock, FakeAssistant
from tests.web.conftest import Talk, begin


def is_problem(answer: httpx.Response, status: int) -> bool:
    """Whether the answer is that problem, with a sentence and without insides."""
    body = answer.json()
    told = answer.headers["content-type"] == "application/problem+json" and body["status"] == status
    return told and answer.status_code == status and bool(body["detail"]) and "Traceback" not in answer.text


CALLS = [
    ("GET", ""),
    ("DELETE", ""),
    ("GET", "/messages"),
    ("POST", "/messages"),
    ("PUT", "/context"),
    ("POST", "/offers/o1"),
]
BODIES = {"/messages": {"text": "hi", "client_id": "c"}, "/context": {}, "/offers/o1": {"answer": "accept"}}


@pytest.mark.parametrize(("method", "path"), CALLS)
async def test_without_a_token_nothing_opens(talk: Talk, method: str, path: str):
    answer = await talk.client.request(method, f"/conversations/{talk.id}{path}", json=BODIES.get(path))
    assert is_problem(answer, 401)


@pytest.mark.parametrize(("method", "path"), CALLS)
async def test_a_wrong_token_does_not_open(talk: Talk, method: str, path: str):
    for wrong in ("x", f"{talk.id}.x", f"{talk.token}x", ".", "a.b.c"):
        headers = {"Authorization": f"Bearer {wrong}"}
        url = f"/conversations/{talk.id}{path}"
        assert is_problem(await talk.client.request(method, url, headers=headers, json=BODIES.get(path)), 401)


@pytest.mark.parametrize(("method", "path"), CALLS)
async def test_anothers_conversation_and_an_unknown_one_are_not_found(talk: Talk, method: str, path: str):
    other = await begin(talk.client)
    for conversation in (other.id, "unknown"):
        url = f"/conversations/{conversation}{path}"
        assert is_problem(await talk.client.request(method, url, headers=talk.headers, json=BODIES.get(path)), 404)


@pytest.mark.parametrize("text", ["", "  \n ", "\u0000\u0007", "x" * 4001])
async def test_text_that_is_none_is_refused(talk: Talk, text: str):
    assert is_problem(await talk.say(text), 422)


@pytest.mark.parametrize(
    "body",
    [b"", b"not json", b"\xff\xfe\x00", b"[]", b'"text"', b"null", b"[" * 100_000, b'{"text": 7, "client_id": "c"}']
    + [b'{"text": "hi"}', b'{"text": "hi", "client_id": ""}', b'{"text": "\\ud800", "client_id": "c"}'],
)
async def test_a_body_that_is_no_message_is_refused(talk: Talk, body: bytes):
    headers = {**talk.headers, "Content-Type": "application/json"}
    answer = await talk.client.post(f"/conversations/{talk.id}/messages", content=body, headers=headers)
    assert is_problem(answer, 422)
    assert (await talk.call("GET", "/messages")).json()["messages"] == []


async def test_a_megabyte_is_too_much_announced_or_not(talk: Talk):
    body = b'{"text": "' + b"x" * (1024 * 1024) + b'", "client_id": "c"}'

    async def in_pieces():
        for start in range(0, len(body), 65536):
            yield body[start : start + 65536]

    url = f"/conversations/{talk.id}/messages"
    assert is_problem(await talk.client.post(url, content=body, headers=talk.headers), 413)
    assert is_problem(await talk.client.post(url, content=in_pieces(), headers=talk.headers), 413)


@pytest.mark.parametrize(
    "text",
    [
        "/restart",
        '/inform{"a":1}',
        "<script>alert(1)</script>",
        "'; DROP TABLE messages; --",
        '{"text":"x","author":"assistant"}',
        "😀😀",
        "مرحبا، هل لديكم حافظة؟",
        "x" * 4000,
    ],
)
async def test_whatever_is_typed_is_kept_as_typed_and_answered_once(talk: Talk, text: str):
    answer = await talk.say(text)
    assert answer.status_code == 200
    said = (await talk.call("GET", "/messages")).json()["messages"]
    assert [(one["author"], one["text"]) for one in said] == [("customer", text), ("assistant", f"heard: {text}")]


async def test_unknown_addresses_and_methods_are_problems(api: httpx.AsyncClient):
    assert is_problem(await api.get("/nothing"), 404)
    assert is_problem(await api.put("/conversations"), 405)


async def test_an_error_of_ours_shows_nothing_of_its_insides(talk: Talk, parts: Parts, monkeypatch: pytest.MonkeyPatch):
    def break_down(*_: object, **__: object) -> None:
        raise RuntimeError("secret /var/lib path")

    monkeypatch.setattr(parts.store.turns, "standing", break_down)
    answer = await talk.call("GET")
    assert is_problem(answer, 500)
    assert "secret" not in answer.text


async def test_a_message_that_cannot_be_written_is_not_said_to_be_kept(talk: Talk, engine: Engine):
    def wait_briefly(connection: sqlite3.Connection, _: object) -> None:
        connection.execute("PRAGMA busy_timeout=20")

    event.listen(engine, "connect", wait_briefly)
    engine.dispose()
    with sqlite3.connect(engine.url.database or "", isolation_level=None) as somebody:
        somebody.execute("BEGIN IMMEDIATE")
        answer = await talk.say("hello")
        assert is_problem(answer, 503)
        assert answer.headers["Retry-After"] == "2"
        somebody.execute("ROLLBACK")
    assert (await talk.say("hello")).status_code == 200


async def test_a_forged_or_expired_identity_is_refused(api: httpx.AsyncClient, parts: Parts, clock: Clock):
    forged = sign_identity("C1", None, clock.now + timedelta(hours=1), "another secret of thirty-two chars")
    expired = sign_identity("C1", None, clock.now - timedelta(hours=1), parts.settings.identity_secret)
    for token in (forged, expired, "x", ""):
        answer = await api.post("/conversations", json={"identity": token})
        assert is_problem(answer, 401) if token else answer.status_code == 201


async def test_a_conversation_begins_with_page_and_cart_and_leaves_out_what_the_catalogue_does_not_know(
    api: httpx.AsyncClient,
):
    cart = [{"sku": "CAM", "quantity": 1}, {"sku": "NOPE", "quantity": 2}]
    talk = await begin(api, page={"sku": "CAM", "url": "/p/CAM"}, cart=cart, locale="en-GB")
    state = (await talk.call("GET")).json()
    assert state == {
        "id": talk.id,
        "owner": "assistant",
        "mood": "neutral",
        "offers_paused": None,
        "cart": [{"sku": "CAM", "quantity": 1}],
        "handoff": None,
        "rate": None,
    }


async def test_the_answer_has_all_that_was_said_with_cards(talk: Talk, assistant: FakeAssistant, offer_id: str):
    assistant.says = [
        {"text": "This one:", "custom": {"products": ["CAM", "GONE"]}},
        {"text": "One thing:", "custom": {"offer": offer_id, "quick_replies": [{"title": "Why?", "text": "why"}]}},
    ]
    body = (await talk.say("a camera")).json()
    first, second = body["messages"]
    camera = {
        "sku": "CAM",
        "name": "Vanta Z5",
        "price": "749.00",
        "currency": "EUR",
        "in_stock": True,
        "url": "/p/CAM",
        "image": "/pictures/vanta-z5.svg",
    }
    assert first["products"] == [camera]
    assert first["offer"] is None
    offer = second["offer"]
    assert (offer["kind"], offer["price"], offer["price_before"], offer["total_after"], offer["currency"]) == (
        ("complement", "39.00", "39.00", "788.00", "EUR")
    )
    assert offer["items"][0]["reason"] == "lasts a whole match"
    assert offer["items"][0]["essential"] is False
    assert second["quick_replies"] == [{"title": "Why?", "text": "why"}]
    assert {"id", "author", "text", "products", "offer", "quick_replies", "created_at"} <= set(second)
    assert body["conversation"]["id"] == talk.id


async def test_the_same_client_id_at_once_is_answered_the_same(talk: Talk):
    first, second = await asyncio.gather(talk.say("hello"), talk.say("hello"))
    assert first.json()["messages"] == second.json()["messages"]
    assert len((await talk.call("GET", "/messages")).json()["messages"]) == 2


async def test_the_history_resumes_behind_a_message(talk: Talk):
    await talk.say("one", "c1")
    after = (await talk.say("two", "c2")).json()["messages"][-1]["id"]
    await talk.say("three", "c3")
    said = (await talk.call("GET", f"/messages?after={after}")).json()["messages"]
    assert [one["text"] for one in said] == ["three", "heard: three"]


async def test_thirty_messages_at_once_are_answered_or_refused_with_a_time_and_none_is_lost(talk: Talk):
    answers = await asyncio.gather(*(talk.say(f"word{number}", f"c{number}") for number in range(30)))
    assert {answer.status_code for answer in answers} <= {200, 429}
    refused = [answer for answer in answers if answer.status_code == 429]
    assert all(is_problem(one, 429) and int(one.headers["Retry-After"]) >= 1 for one in refused)
    said = (await talk.call("GET", "/messages")).json()["messages"]
    assert sum(one["author"] == "customer" for one in said) == 30 - len(refused)


async def test_while_the_assistant_is_down_a_message_is_queued(talk: Talk, assistant: FakeAssistant, parts: Parts):
    assistant.up = False
    answer = await talk.say("hello")
    assert (answer.status_code, answer.json()) == (202, {"queued": True})
    assistant.up = True
    await parts.catch_up.once()
    assert (await talk.say("hello")).json()["messages"][0]["text"] == "heard: hello"


async def test_context_changes_only_what_is_sent(talk: Talk):
    await talk.call("PUT", "/context", json={"cart": [{"sku": "CAM", "quantity": 2}]})
    state = await talk.call("PUT", "/context", json={"page": {"sku": "BAT"}})
    assert state.json()["cart"] == [{"sku": "CAM", "quantity": 2}]
    assert (await talk.call("PUT", "/context", json={"cart": []})).json()["cart"] == []


@pytest.mark.parametrize("quantity", [0, -1, 1000, "many"])
async def test_an_impossible_quantity_is_refused(talk: Talk, quantity: object):
    answer = await talk.call("PUT", "/context", json={"cart": [{"sku": "CAM", "quantity": quantity}]})
    assert is_problem(answer, 422)


async def test_a_foreign_or_unknown_offer_is_not_found(talk: Talk, offer_id: str):
    other = await begin(talk.client)
    assert is_problem(await other.call("POST", f"/offers/{offer_id}", json={"answer": "accept"}), 404)
    assert is_problem(await talk.call("POST", "/offers/none", json={"answer": "accept"}), 404)
    assert is_problem(await talk.call("POST", f"/offers/{offer_id}", json={"answer": "maybe"}), 422)


@pytest.mark.parametrize("tapped", [("accept", "accept_offer"), ("decline", "decline_offer"), ("stop", "stop_offers")])
async def test_a_button_is_the_same_as_saying_it_and_answers_once(
    talk: Talk, assistant: FakeAssistant, parts: Parts, offer_id: str, tapped: tuple[str, str]
):
    answer, intent = tapped
    assistant.does = lambda conversation: parts.store.offers.answer(
        conversation, offer_id, answer, parts.clock(), "tap"
    )
    path = f"/offers/{offer_id}"
    told = await talk.call("POST", path, json={"answer": answer, "words": "Sure, in it goes"})
    assert told.status_code == 200
    assert told.json()["messages"][0]["text"] == f"tapped: {intent}"
    assert assistant.calls == [(intent, {"offer_id": offer_id})]
    first = (await talk.call("GET", "/messages")).json()["messages"][0]
    assert (first["author"], first["text"], first["offer"]) == ("customer", "Sure, in it goes", None)
    assert is_problem(await talk.call("POST", path, json={"answer": "accept"}), 409)


async def test_under_an_agent_the_door_is_silent(talk: Talk, parts: Parts, assistant: FakeAssistant):
    parts.store.conversations.set_owner(talk.id, Owner.AGENT)
    body = (await talk.say("hello")).json()
    assert body["messages"] == []
    assert body["conversation"]["owner"] == "agent"
    assert body["conversation"]["offers_paused"]["rule"] == "a person is in charge"


async def test_erased_is_gone_everywhere(talk: Talk, parts: Parts):
    await talk.say("my secret words")
    with sqlite3.connect(parts.settings.tracker_database) as tracker:
        tracker.execute("CREATE TABLE events (id INTEGER PRIMARY KEY, sender_id TEXT, data TEXT)")
        tracker.execute("INSERT INTO events (sender_id, data) VALUES (?, 'my secret words')", (talk.id,))
        tracker.execute("INSERT INTO events (sender_id, data) VALUES ('somebody else', 'kept')")
    assert (await talk.call("DELETE")).status_code == 204
    for method, path in CALLS:
        assert is_problem(await talk.call(method, path, json=BODIES.get(path)), 404)
    with sqlite3.connect(parts.settings.tracker_database) as tracker:
        assert tracker.execute("SELECT sender_id FROM events").fetchall() == [("somebody else",)]


async def test_shops_on_other_origins_may_call_without_cookies(api: httpx.AsyncClient):
    headers = {"Origin": "https://another.example", "Access-Control-Request-Method": "POST"}
    answer = await api.options("/conversations", headers=headers)
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in answer.headers


async def test_an_address_that_writes_too_much_is_slowed_down_and_this_machine_is_not(
    parts: Parts, api: httpx.AsyncClient
):
    parts.settings.messages_per_minute_per_address = 3
    transport = httpx.ASGITransport(api._transport.app, client=("203.0.113.9", 1))
    async with httpx.AsyncClient(transport=transport, base_url="http://shop") as far:
        codes = [(await far.post("/conversations", json={})) for _ in range(5)]
    assert [one.status_code for one in codes] == [201, 201, 201, 429, 429]
    assert int(codes[-1].headers["Retry-After"]) >= 1
    assert (await api.post("/conversations", json={})).status_code == 201
