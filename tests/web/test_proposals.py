"""The review list over HTTP."""

import pytest
from sqlalchemy import Engine, insert

from database.tables import relations
from tests.web.test_conversations import is_problem


@pytest.fixture
def mined(engine: Engine, api) -> None:
    """Two mined pairs that wait, one in each direction."""
    evidence = {"together": 40, "out_of": 50, "sureness": 0.7}
    rows = [
        {
            "source": source,
            "kind": "complement",
            "target": target,
            "origin": "mined",
            "state": "proposed",
            "score": score,
        }
        for source, target, score in (("CAM", "BAT", 0.8), ("BAT", "CAM", 0.4))
    ]
    with engine.begin() as connection:
        connection.execute(insert(relations), [{**row, "evidence": evidence} for row in rows])


async def waiting(api, staff) -> list[dict]:
    return (await api.get("/proposals", headers=staff["analyst"])).json()["proposals"]


async def test_only_admins_set_the_rule_and_only_analysts_decide(api, staff, mined) -> None:
    assert is_problem(await api.put("/proposals/rule", json={"together": 9}, headers=staff["analyst"]), 403)
    assert is_problem(await api.get("/proposals", headers=staff["agent"]), 403)
    assert is_problem(await api.get("/proposals"), 401)


async def test_a_pair_that_is_not_there_cannot_be_decided(api, staff, mined) -> None:
    answer = await api.post("/proposals/999", json={"decision": "accept"}, headers=staff["analyst"])
    assert is_problem(answer, 404)
    assert is_problem(await api.post("/proposals/1", json={"decision": "maybe"}, headers=staff["analyst"]), 422)


async def test_a_pair_is_listed_with_its_evidence_and_leaves_the_list_once_decided(api, staff, mined) -> None:
    first = (await waiting(api, staff))[0]
    assert (first["source_name"], first["target_name"]) == ("Vanta Z5", "Vanta B5 battery")
    assert first["evidence"]["together"] == 40
    combinations = (await api.get("/proposals/combinations", headers=staff["analyst"])).json()["combinations"]
    assert [each["id"] for each in combinations] == [first["id"]]
    answer = await api.post(f"/proposals/{first['id']}", json={"decision": "pin"}, headers=staff["analyst"])
    assert answer.status_code == 204
    pinned = (await api.get("/proposals", params={"state": "pinned"}, headers=staff["analyst"])).json()["proposals"]
    assert [(each["id"], each["evidence"]["decided_by"]) for each in pinned] == [(first["id"], "analyst")]


async def test_a_rule_accepts_what_waits_and_is_told(api, staff, mined) -> None:
    answer = await api.put("/proposals/rule", json={"together": 40, "sureness": 0.6}, headers=staff["admin"])
    assert answer.json() == {"rule": {"together": 40, "sureness": 0.6}, "accepted": 2}
    assert (await api.get("/proposals/rule", headers=staff["analyst"])).json()["rule"] == answer.json()["rule"]
    assert await waiting(api, staff) == []
    await api.put("/proposals/rule", json={"together": 0}, headers=staff["admin"])
    assert (await api.get("/proposals/rule", headers=staff["analyst"])).json() == {"rule": None}


async def test_what_was_read_from_the_products_can_be_banned_too(api, staff, engine: Engine, mined) -> None:
    read = {
        "source": "CAM",
        "kind": "complement",
        "target": "BAT",
        "origin": "attribute",
        "evidence": {"source": "fits"},
    }
    with engine.begin() as connection:
        connection.execute(insert(relations).values(read))
    asked = {"state": "live", "origin": "attribute"}
    (found,) = (await api.get("/proposals", params=asked, headers=staff["analyst"])).json()["proposals"]
    assert (found["origin"], found["evidence"]) == ("attribute", {"source": "fits"})
    answer = await api.post(f"/proposals/{found['id']}", json={"decision": "ban"}, headers=staff["analyst"])
    assert answer.status_code == 204
    assert (await api.get("/proposals", params=asked, headers=staff["analyst"])).json()["proposals"] == []
    assert await waiting(api, staff) == []
