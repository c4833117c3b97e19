"""The trainers' calls: for trainers only, and each a thin door to the training room."""

from pathlib import Path

import httpx
import pytest

from bootstrap import Settings
from tests.training.conftest import project  # noqa: F401
from tests.web.conftest import begin
from tests.web.test_conversations import is_problem

CALLS = [
    ("GET", "/training/inbox"),
    ("GET", "/training/inbox/x"),
    ("GET", "/training/corrections"),
    ("POST", "/training/corrections"),
    ("POST", "/training/corrections/preview"),
    ("POST", "/training/corrections/1/undo"),
    ("POST", "/training/synonyms"),
    ("POST", "/training/skips"),
    ("GET", "/training/health"),
    ("GET", "/training/responses"),
    ("PUT", "/training/responses/utter_greet"),
    ("GET", "/training/runs"),
    ("POST", "/training/runs"),
    ("POST", "/training/runs/x/cancel"),
    ("GET", "/training/models"),
    ("GET", "/training/models/x"),
    ("POST", "/training/models/x/compare"),
    ("GET", "/training/models/x/report"),
    ("POST", "/training/models/x/promote"),
]
BODIES = {
    "corrections": {"text": "hi"},
    "preview": {"text": "hi"},
    "synonyms": {"word": "telly", "means": "tv"},
    "skips": {"texts": ["hi"]},
    "utter_greet": {"wordings": []},
    "promote": {},
}


@pytest.fixture
def settings(tmp_path: Path, project: Path) -> Settings:  # noqa: F811
    """A shop whose language data lies in a folder of its own."""
    return Settings(home=tmp_path, project=project, internal_key="k" * 32, identity_secret="i" * 32)


async def test_only_trainers_may(api: httpx.AsyncClient, staff) -> None:
    for method, path in CALLS:
        body = BODIES.get(path.rsplit("/", 1)[-1]) if method != "GET" else None
        assert is_problem(await api.request(method, path, json=body), 401), path
        assert is_problem(await api.request(method, path, json=body, headers=staff["agent"]), 403), path


async def test_a_correction_is_previewed_written_listed_and_taken_back(api, staff, project) -> None:  # noqa: F811
    trainer = {"headers": staff["trainer"]}
    body = {"text": "hiya", "intent": "greet"}
    shown = await api.post("/training/corrections/preview", json=body, **trainer)
    assert "+    - hiya" in shown.json()["diff"]
    assert "hiya" not in (project / "data/nlu/chitchat.yml").read_text()
    made = await api.post("/training/corrections", json=body, **trainer)
    assert made.status_code == 201
    assert "hiya" in (project / "data/nlu/chitchat.yml").read_text()
    listed = (await api.get("/training/corrections", **trainer)).json()["corrections"]
    assert [(one["text"], one["trainer"], one["undone"]) for one in listed] == [("hiya", "trainer", False)]
    assert (await api.post(f"/training/corrections/{made.json()['id']}/undo", **trainer)).status_code == 200
    assert "hiya" not in (project / "data/nlu/chitchat.yml").read_text()


async def test_a_wrong_correction_is_a_problem_with_a_sentence(api, staff) -> None:
    body = {"text": "hiya", "intent": "salute"}
    answer = await api.post("/training/corrections", json=body, headers=staff["trainer"])
    assert is_problem(answer, 422)
    assert "no intent salute" in answer.json()["detail"]


async def test_the_inbox_shows_what_was_not_understood(api, staff, parts, assistant) -> None:
    talk = await begin(api)

    async def nothing(text: str) -> dict:
        part = {
            "text": text,
            "intent": {"name": "out_of_scope", "confidence": 0.9},
            "intent_ranking": [],
            "entities": [],
        }
        return {"text": text, "parts": [{**part, "in_scope": 0.1}], "mood": {"label": "neutral", "unhappy": 0.0}}

    assistant.understand = nothing
    await talk.say("mail wilma@post.example about the glorf")
    found = (await api.get("/training/inbox", headers=staff["trainer"])).json()
    assert found["count"] == 1
    group = found["groups"][0]
    assert group["text"] == "mail name@example.org about the glorf"
    assert group["troubles"] == ["not_understood"]
    one = (await api.get(f"/training/inbox/{group['id']}", headers=staff["trainer"])).json()
    assert [said["author"] for said in one["conversation"]] == ["customer", "assistant"]
    await api.post("/training/skips", json={"texts": group["texts"]}, headers=staff["trainer"])
    assert (await api.get("/training/inbox", headers=staff["trainer"])).json()["count"] == 0


async def test_only_an_admin_overrides_a_guard(api, staff) -> None:
    body = {"override": "I know better"}
    answer = await api.post("/training/models/m-1/promote", json=body, headers=staff["trainer"])
    assert is_problem(answer, 403)
    assert is_problem(await api.post("/training/models/m-1/promote", json=body, headers=staff["admin"]), 404)


async def test_a_path_is_no_model(api, staff) -> None:
    answer = await api.get("/training/models/..%2F..%2Fetc/report", headers=staff["trainer"])
    assert answer.status_code in (404, 422)
