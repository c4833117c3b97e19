"""Either lock alone is enough: with one of them switched off in the whole running product, nothing is offered."""

import io
import json
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest

from benchmarks.made_up_talks import MadeUpTalk, Plan, made_up_talks, things_with_company
from sales.offer import Reason
from tests.conversations.harness import proof_of_an_order, read_all
from tests.running_app import ROOT, RunningApp, home_with_model
from training.models import current_model

pytestmark = pytest.mark.slow
KINDS = {
    "anger",
    "anger_at_the_bot",
    "cheerful_cases",
    "open_cases",
    "polite_anger",
    "trouble_with_the_item",
    "yes_traps",
}
TOLD = [told for told in read_all() if told.never_an_offer and told.kind in KINDS]
GUARDED = "components.policies.offer_guard."


@pytest.fixture(scope="module")
def without_guard(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningApp]:
    """The product whose dialogue policies have their guard switched off."""
    home = home_with_model(tmp_path_factory.mktemp("unguarded"))
    _switch_guard_off(home / "models")
    running = RunningApp(home, GOESWITH_MESSAGES_PER_MINUTE="100000").wait_until_ready(400)
    yield running
    running.stop()


@pytest.fixture(scope="module")
def without_rules(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningApp]:
    """The product whose advisor runs none of its rules of silence."""
    home = home_with_model(tmp_path_factory.mktemp("unruled"))
    serve = "tests.locks.serve_without_rules"
    running = RunningApp(home, serve, GOESWITH_MESSAGES_PER_MINUTE="100000").wait_until_ready(400)
    yield running
    running.stop()


def test_with_the_dialogues_guard_off_the_advisor_keeps_quiet(without_guard: RunningApp) -> None:
    assert offers_in(without_guard) == []
    silences = decided(without_guard)
    assert silences
    rules = {one["rule"] for one in silences}
    # Each of them a rule of the advisor's own, though the door's word stands beside it.
    assert Reason.HELD_BY_DIALOGUE.value not in rules
    assert {"unhappy", "open case"} <= rules


def test_with_the_advisors_rules_off_the_dialogue_keeps_quiet(without_rules: RunningApp) -> None:
    assert offers_in(without_rules) == []
    silences = decided(without_rules)
    assert silences
    assert all(one["inputs"]["situation"].get("held") for one in silences)
    assert not {one["rule"] for one in silences} & {"unhappy", "open case"}


@pytest.mark.parametrize("switched", ["without_guard", "without_rules"])
def test_what_is_switched_off_takes_no_offer_from_a_happy_buyer(switched: str, request: Any) -> None:
    app: RunningApp = request.getfixturevalue(switched)
    talks = made_up_talks(40, 3, things_with_company(ROOT / "sample_shop"))
    buyers = [talk for talk in talks if talk.plan is Plan.HAPPY_BUYER]
    offered = [bool(say_all(app, [line.text for line in talk.lines])) for talk in buyers]
    assert sum(offered) >= 0.9 * len(buyers)


def offers_in(app: RunningApp) -> list[str]:
    """What was offered in the conversations that are told to have no offer, and in made-up ones of the same kind."""
    known = proof_of_an_order(app.home)
    texts = [[step["customer"].format(**known) for step in told.steps if "customer" in step] for told in TOLD]
    made_up = made_up_talks(60, 11, things_with_company(ROOT / "sample_shop"))
    texts += [_closed(talk) for talk in made_up if talk.plan in (Plan.UNHAPPY, Plan.STOPPED, Plan.WITH_A_PERSON)]
    return [f"{' | '.join(each)} -> {found}" for each in texts if (found := say_all(app, each))]


def say_all(app: RunningApp, texts: list[str]) -> list[str]:
    """What is offered in one conversation of these messages, as SKUs."""
    with httpx.Client(base_url=f"{app.url}/api/v1", timeout=60) as client:
        begun = client.post("/conversations", json={}).json()
        headers = {"Authorization": f"Bearer {begun['token']}"}
        offered = []
        for text in texts:
            asked = {"text": text, "client_id": str(uuid4())}
            answer = client.post(f"/conversations/{begun['id']}/messages", json=asked, headers=headers)
            assert answer.status_code == 200, answer.text
            offers = [message["offer"] for message in answer.json()["messages"] if message["offer"]]
            offered += [item["sku"] for offer in offers for item in offer["items"]]
        return offered


def decided(app: RunningApp) -> list[dict[str, Any]]:
    """The silences that were recorded."""
    answer = httpx.get(
        f"{app.url}/api/v1/offer-decisions", params={"limit": 1000}, headers=app.staff("analyst"), timeout=60
    )
    return [one for one in answer.raise_for_status().json()["decisions"] if one["outcome"] == "silence"]


def _closed(talk: MadeUpTalk) -> list[str]:
    """The messages from the one that closes offers on."""
    first = next(place for place, line in enumerate(talk.lines) if line.closes)
    return [line.text for line in talk.lines[first:]]


def _switch_guard_off(models: Path) -> None:
    """Write `guard: false` into the trained model's policies, as if config.yml said so."""
    model = current_model(models)
    assert model is not None
    path, switched = models / model.file, 0
    with tarfile.open(path) as archive:
        members = [(member, archive.extractfile(member)) for member in archive.getmembers()]
        contents = [(member, content.read() if content else None) for member, content in members]
    with tarfile.open(path, "w:gz") as archive:
        for member, content in contents:
            if content is not None and member.name.lstrip("./") == "metadata.json":
                metadata = json.loads(content)
                for node in metadata["predict_schema"]["nodes"].values():
                    if node["uses"].startswith(GUARDED):
                        node["config"]["guard"] = False
                        switched += 1
                content = json.dumps(metadata).encode()  # noqa: PLW2901
                member.size = len(content)
            archive.addfile(member, io.BytesIO(content) if content is not None else None)
    assert switched == 2
