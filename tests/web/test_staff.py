"""Staff over HTTP, as contract.md fixes it."""

import asyncio

import httpx
import pytest

from chat.parts import Parts
from sales.conversation import Owner
from tests.chat.fake import Clock, FakeAssistant
from tests.web.conftest import PASSWORD, Talk, begin
from tests.web.test_conversations import is_problem
from web.desk_login import delay_after

WHO_MAY = [
    ("GET", "/handoffs", "agent"),
    ("GET", "/handoffs/h", "agent"),
    ("POST", "/handoffs/h/claim", "agent"),
    ("POST", "/handoffs/h/messages", "agent"),
    ("POST", "/handoffs/h/return", "agent"),
    ("POST", "/handoffs/h/close", "agent"),
    ("GET", "/offer-decisions", "analyst"),
    ("GET", "/products/CAM/complements", "analyst"),
    ("POST", "/imports", "admin"),
    ("POST", "/understand", "trainer"),
    ("POST", "/staff", "admin"),
]
BODIES = {"messages": {"text": "hi"}, "close": {"disposition": "sold"}, "understand": {"text": "hi"}}
BODIES["staff"] = {"username": "ada", "role": "agent", "password": "long enough"}
Headers = dict[str, dict[str, str]]


@pytest.fixture
def handoff_id(parts: Parts, talk: Talk, clock: Clock) -> str:
    """The conversation in the queue."""
    need = {"what": "eight screens", "budget": "25000"}
    made = parts.store.handoffs.open(conversation_id=talk.id, reason="project", topic="b2b", need=need, now=clock())
    return made.id


def body_of(path: str) -> dict[str, str] | None:
    """A body the call would take."""
    return BODIES.get(path.rsplit("/", 1)[-1])


@pytest.mark.parametrize(("method", "path", "role"), WHO_MAY)
async def test_a_call_is_for_its_role_and_the_admin_only(
    api: httpx.AsyncClient, staff: Headers, method: str, path: str, role: str
):
    assert is_problem(await api.request(method, path, json=body_of(path)), 401)
    wrong = {"Authorization": "Bearer nobody"}
    assert is_problem(await api.request(method, path, json=body_of(path), headers=wrong), 401)
    for other, headers in staff.items():
        answer = await api.request(method, path, json=body_of(path), headers=headers)
        assert (answer.status_code == 403) == (other not in (role, "admin"))


async def test_a_customers_token_opens_nothing_of_the_staffs(talk: Talk):
    assert is_problem(await talk.client.get("/handoffs", headers=talk.headers), 401)


async def test_a_wrong_password_is_401_and_slower_on_repeats(
    api: httpx.AsyncClient, staff: Headers, monkeypatch: pytest.MonkeyPatch
):
    waited: list[float] = []

    async def note(seconds: float) -> None:
        waited.append(seconds)

    monkeypatch.setattr("web.desk_login.asyncio.sleep", note)
    for name in ("agent", "agent", "agent", "nobody"):
        answer = await api.post("/staff/login", json={"username": name, "password": "wrong"})
        assert is_problem(answer, 401)
    assert waited == [0.0, 0.25, 0.5, 0.0]
    assert delay_after(100) == 8.0
    assert (await api.post("/staff/login", json={"username": "agent", "password": PASSWORD})).status_code == 200


async def test_a_session_ends_with_logging_out(api: httpx.AsyncClient, staff: Headers):
    assert (await api.post("/staff/logout", headers=staff["agent"])).status_code == 204
    assert is_problem(await api.get("/handoffs", headers=staff["agent"]), 401)


async def test_two_agents_cannot_hold_one_conversation(api: httpx.AsyncClient, staff: Headers, handoff_id: str):
    answers = await asyncio.gather(
        *(api.post(f"/handoffs/{handoff_id}/claim", headers=staff[who]) for who in ("agent", "admin"))
    )
    assert sorted(answer.status_code for answer in answers) == [200, 409]


async def test_only_who_has_it_speaks_returns_and_closes(api: httpx.AsyncClient, staff: Headers, handoff_id: str):
    for act in ("messages", "return", "close"):
        path = f"/handoffs/{handoff_id}/{act}"
        assert is_problem(await api.post(path, json=body_of(path), headers=staff["agent"]), 409)
    await api.post(f"/handoffs/{handoff_id}/claim", headers=staff["agent"])
    for act in ("messages", "return", "close"):
        path = f"/handoffs/{handoff_id}/{act}"
        assert is_problem(await api.post(path, json=body_of(path), headers=staff["admin"]), 409)


async def test_the_queue_shows_what_waits_with_brief_and_transcript(
    api: httpx.AsyncClient, staff: Headers, talk: Talk, handoff_id: str
):
    await talk.say("eight rooms")
    waiting = (await api.get("/handoffs?state=waiting", headers=staff["agent"])).json()["handoffs"]
    assert [(one["id"], one["reason"], one["topic"], one["conversation"]) for one in waiting] == [
        (handoff_id, "project", "b2b", talk.id)
    ]
    assert (await api.get("/handoffs?state=live", headers=staff["agent"])).json()["handoffs"] == []
    assert is_problem(await api.get("/handoffs?state=lost", headers=staff["agent"]), 422)
    one = (await api.get(f"/handoffs/{handoff_id}", headers=staff["agent"])).json()
    assert one["brief"]["need"] == {"what": "eight screens", "budget": "25000"}
    assert one["transcript"][0]["text"] == "eight rooms"
    assert is_problem(await api.get("/handoffs/none", headers=staff["agent"]), 404)


async def test_agent_and_customer_talk_and_the_assistant_is_silent_until_it_is_given_back(
    api: httpx.AsyncClient, staff: Headers, talk: Talk, handoff_id: str, assistant: FakeAssistant
):
    agent = staff["agent"]
    await api.post(f"/handoffs/{handoff_id}/claim", headers=agent)
    assert (await talk.call("GET")).json()["handoff"]["state"] == "live"
    said = await api.post(f"/handoffs/{handoff_id}/messages", json={"text": "Hello, Ana here."}, headers=agent)
    assert (said.status_code, said.json()["author"]) == (200, "agent")
    assert (await talk.say("great")).json()["messages"] == []
    await api.post(f"/handoffs/{handoff_id}/return", headers=agent)
    assert (await talk.say("and cases?", "c2")).json()["messages"][0]["text"] == "heard: and cases?"
    assert assistant.heard == ["and cases?"]
    texts = [one["text"] for one in (await talk.call("GET", "/messages")).json()["messages"]]
    assert texts == ["Hello, Ana here.", "great", "and cases?", "heard: and cases?"]


async def test_an_agents_words_sent_twice_are_said_once(api: httpx.AsyncClient, staff: Headers, handoff_id: str):
    await api.post(f"/handoffs/{handoff_id}/claim", headers=staff["agent"])
    words = {"text": "Hello", "client_id": "w1"}
    first, second = [
        (await api.post(f"/handoffs/{handoff_id}/messages", json=words, headers=staff["agent"])).json()
        for _ in range(2)
    ]
    assert first["id"] == second["id"]


async def test_closing_needs_a_disposition_and_ends_it(
    api: httpx.AsyncClient, staff: Headers, talk: Talk, parts: Parts, handoff_id: str
):
    agent = staff["agent"]
    await api.post(f"/handoffs/{handoff_id}/claim", headers=agent)
    assert is_problem(await api.post(f"/handoffs/{handoff_id}/close", json={"disposition": " "}, headers=agent), 422)
    closed = await api.post(f"/handoffs/{handoff_id}/close", json={"disposition": "sold"}, headers=agent)
    assert (closed.json()["state"], closed.json()["disposition"]) == ("closed", "sold")
    assert parts.store.conversations.get(talk.id).owner is Owner.ASSISTANT


async def test_products_are_found_by_everybody(api: httpx.AsyncClient):
    assert {one["sku"] for one in (await api.get("/products")).json()["products"]} == {"CAM", "BAT"}


async def test_what_goes_with_an_unknown_product_is_not_found(api: httpx.AsyncClient, staff: Headers):
    assert is_problem(await api.get("/products/NOPE/complements", headers=staff["analyst"]), 404)
    assert (await api.get("/products/CAM/complements", headers=staff["analyst"])).json()["complements"] == []


async def test_what_is_understood_is_told_without_a_conversation(
    api: httpx.AsyncClient, staff: Headers, assistant: FakeAssistant
):
    told = (await api.post("/understand", json={"text": "it is broken"}, headers=staff["trainer"])).json()
    assert told["intent"] == {"name": "report_defect", "confidence": 0.9}
    assert told["mood"]["label"] == "unhappy"
    assert {"in_scope", "entities"} <= set(told)
    assistant.up = False
    assert is_problem(await api.post("/understand", json={"text": "hi"}, headers=staff["trainer"]), 503)


async def test_a_product_that_can_only_be_one_is_told_by_its_sku(
    api: httpx.AsyncClient, staff: Headers, assistant: FakeAssistant
):
    async def skus(text: str, *found: tuple[str, str]) -> list[str | None]:
        assistant.entities = [
            {"entity": name, "value": said, "start": text.index(said), "end": text.index(said) + len(said)}
            for name, said in found
        ]
        told = (await api.post("/understand", json={"text": text}, headers=staff["trainer"])).json()
        return [entity.get("sku") for entity in told["entities"]]

    assert await skus("is the Krompf 7 there", ("product", "Krompf 7")) == [None]
    assert await skus("anything by Vanta", ("product", "Vanta")) == [None]
    assert await skus("how is the Vanta Z5", ("brand", "Vanta"), ("product", "Z5")) == [None, "CAM"]
    assert await skus("a Vanta B5 batery please", ("product", "Vanta B5 batery")) == ["BAT"]


async def test_decisions_of_one_conversation_can_be_looked_up(api: httpx.AsyncClient, staff: Headers):
    talk = await begin(api)
    answer = await api.get(f"/offer-decisions?conversation={talk.id}", headers=staff["analyst"])
    assert answer.json() == {"decisions": []}


async def test_an_admin_adds_a_colleague_once(api: httpx.AsyncClient, staff: Headers):
    ada = {"username": "ada", "role": "agent", "password": "long enough"}
    assert is_problem(await api.post("/staff", json={**ada, "role": "boss"}, headers=staff["admin"]), 422)
    assert (await api.post("/staff", json=ada, headers=staff["admin"])).json() == {"username": "ada", "role": "agent"}
    assert is_problem(await api.post("/staff", json=ada, headers=staff["admin"]), 409)
    assert (await api.post("/staff/login", json=ada)).status_code == 200
