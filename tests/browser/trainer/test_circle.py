"""The whole circle through real browsers: misunderstood, corrected, trained, compared, promoted, understood."""

import os
import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import httpx
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import launch
from tests.browser.whole import PATIENCE, Visit, barriers
from tests.running_app import ROOT, STAFF_PASSWORD, RunningApp, home_with_model
from training.language import read_examples
from training.models import current_model
from training.responses import read_responses
from training.sources import fingerprint

pytestmark = pytest.mark.long

ODD = "could you zhuzh up my docket"
"""Words that no shop's data has, so that nothing else will ever teach them."""
ODD_AGAIN = "can you zhuzh up the docket please"
MEANT, SKILL = "ask invoice", "order"
OTHER, ABOUT = "do you have hdmi cables?", "hdmi"
MISSED = next(one.wordings for one in read_responses(ROOT) if one.name == "utter_missed")
A_BREATH = 1_000
"""Milliseconds between two messages of somebody who reads the answers."""
WITHIN_SECONDS = float(os.environ.get("GOESWITH_CIRCLE_SECONDS", "900"))
"""How long a training or a comparison may take; a quiet machine with two cores needs a tenth of it."""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the language data under git, so that the house's own stays as it is."""
    made = tmp_path_factory.mktemp("project")
    for name in ("config.yml", "domain.yml"):
        shutil.copy(ROOT / name, made / name)
    shutil.copytree(ROOT / "data", made / "data")
    for words in (
        ["init", "-q"],
        ["add", "."],
        ["-c", "user.name=x", "-c", "user.email=x@x", "commit", "-qm", "Begin"],
    ):
        subprocess.run(["git", *words], cwd=made, check=True)
    return made


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory, project: Path) -> Iterator[RunningApp]:
    """The whole product on the copy."""
    home = home_with_model(tmp_path_factory.mktemp("home"))
    running = RunningApp(home, GOESWITH_PROJECT=str(project), GOESWITH_MESSAGES_PER_MINUTE="100000")
    yield running.wait_until_ready()
    running.stop()


@pytest.fixture
def trainer(chromium: Browser, school: RunningApp) -> Iterator[Page]:
    """A trainer who has logged in."""
    context = chromium.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    context.set_default_timeout(PATIENCE * 3)
    yield enter(context.new_page(), school)
    context.close()


@pytest.fixture
def bystander(chromium: Browser, school: RunningApp) -> Iterator[Visit]:
    """Somebody else's browser; an error on their page fails the test."""
    browser = launch(chromium.browser_type)
    context = browser.new_context(viewport={"width": 1100, "height": 800})
    errors: list[str] = []
    context.on("weberror", lambda error: errors.append(str(error.error)))
    yield Visit(context, school.url)
    browser.close()
    assert errors == []


def enter(page: Page, school: RunningApp) -> Page:
    """Log in at the school."""
    page.goto(f"{school.url}/trainer")
    page.get_by_label("Name").fill("trainer")
    page.get_by_label("Password").fill(STAFF_PASSWORD)
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("heading", name="Inbox")).to_be_visible(timeout=PATIENCE)
    return page


def room(page: Page, name: str) -> None:
    """Go into another room of the school."""
    page.get_by_role("navigation").get_by_role("button", name=name, exact=True).click()
    expect(page.get_by_role("heading", name=name, exact=True)).to_be_visible(timeout=PATIENCE)


def say(school: RunningApp, *texts: str) -> None:
    """Customers who each say one thing."""
    with httpx.Client(base_url=f"{school.url}/api/v1", timeout=60) as door:
        for text in texts:
            begun = door.post("/conversations", json={}).raise_for_status().json()
            asked = {"text": text, "client_id": str(uuid4())}
            own = {"Authorization": f"Bearer {begun['token']}"}
            door.post(f"/conversations/{begun['id']}/messages", json=asked, headers=own).raise_for_status()


def chat_until(done: Locator, trainer: Page, bystander: Visit) -> int:
    """Chat with the shop until `done` is there; answers how many messages were answered rightly meanwhile."""
    give_up, said = time.monotonic() + WITHIN_SECONDS, 0
    while not done.count():
        assert time.monotonic() < give_up, trainer.locator(".runs").inner_text()
        assert not trainer.locator(".run.failed").count(), trainer.locator(".runs").inner_text()
        assert ABOUT in bystander.ask(OTHER).casefold()
        said += 1
        trainer.wait_for_timeout(A_BREATH)
    return said


@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_in_any_room(chromium: Browser, school: RunningApp, width: int) -> None:
    context = chromium.new_context(viewport={"width": width, "height": 800}, reduced_motion="reduce")
    context.set_default_timeout(PATIENCE * 3)
    page = enter(context.new_page(), school)
    found = {"Inbox": barriers(page)}
    for name in ("Try it", "Data", "Models", "Answers"):
        room(page, name)
        found[name] = barriers(page)
    context.close()
    assert {name: what for name, what in found.items() if what} == {}


def test_the_keys_move_skip_take_back_and_teach(school: RunningApp, project: Path, trainer: Page) -> None:
    say(school, "blimpf the quonk", "snarfle my grobbit", "wibble wobble thrum")
    room(trainer, "Try it")
    room(trainer, "Inbox")
    cards = trainer.locator("button.card")
    opened = trainer.locator("button.card[aria-current] .name")
    expect(cards).not_to_have_count(0, timeout=PATIENCE * 3)
    count, first, second = cards.count(), *cards.locator(".name").all_inner_texts()[:2]
    for key, now_open, left in (
        ("j", second, count),
        ("k", first, count),
        ("s", second, count - 1),
        ("u", first, count),
    ):
        trainer.keyboard.press(key)
        expect(cards).to_have_count(left, timeout=PATIENCE)
        expect(opened).to_have_text(now_open, timeout=PATIENCE)
    trainer.keyboard.press("n")
    expect(trainer.get_by_role("button", name="Save", exact=True)).to_be_focused(timeout=PATIENCE)
    trainer.keyboard.press("Enter")
    expect(trainer.get_by_text("Taught out of scope, commit")).to_be_visible(timeout=PATIENCE)
    assert (first, "out_of_scope") in {(one.plain, one.intent) for one in read_examples(project)}


def test_a_misunderstood_message_is_taught_and_understood(
    chromium: Browser, school: RunningApp, project: Path, trainer: Page, bystander: Visit
) -> None:
    customer = Visit(chromium.new_context(viewport={"width": 1100, "height": 800}), school.url)
    assert customer.ask(ODD) in MISSED
    customer.ask(ODD_AGAIN)
    teach(trainer, project)
    room(trainer, "Models")
    trainer.get_by_role("button", name="Train now").click()
    done = trainer.locator(".run.done")
    assert chat_until(done.filter(has_text="Training"), trainer, bystander)
    newest = trainer.locator(".model").first
    newest.get_by_role("button", name="Compare").click()
    assert chat_until(done.filter(has_text="Comparison"), trainer, bystander)
    newest.get_by_role("button", name="Report").click()
    expect(trainer.locator(".verdict")).to_be_visible(timeout=PATIENCE)
    newest.get_by_role("button", name="Promote").click()
    chat_until(newest.get_by_text("served"), trainer, bystander)
    assert ABOUT in bystander.ask(OTHER).casefold()
    model = current_model(school.home / "models")
    assert model is not None
    assert model.fingerprint == fingerprint(project)
    room(trainer, "Try it")
    trainer.get_by_label("A sentence").fill(ODD)
    trainer.get_by_role("button", name="Understand").click()
    expect(trainer.locator(".reading")).to_contain_text(f"{MEANT}:", timeout=PATIENCE)
    again = Visit(chromium.new_context(viewport={"width": 1100, "height": 800}), school.url)
    assert again.ask(ODD) not in MISSED
    for visit in (customer, again):
        visit.page.context.close()


def teach(trainer: Page, project: Path) -> None:
    """Choose the message in the inbox, see what would change, save it, and find it in the files."""
    room(trainer, "Try it")
    room(trainer, "Inbox")
    file = project / f"data/nlu/{SKILL}.yml"
    trainer.locator("button.card").filter(has_text="zhuzh").click(timeout=PATIENCE * 6)
    expect(trainer.locator(".sentence")).to_contain_text("zhuzh", timeout=PATIENCE)
    trainer.get_by_role("button", name="no mark").click()
    # Which of the two stands for both is for the inbox to say.
    along = trainer.get_by_role("checkbox", name=re.compile("zhuzh"))
    if not along.is_checked():
        along.click()
    expect(along).to_be_checked(timeout=PATIENCE)
    trainer.get_by_label("Another meaning").fill(MEANT)
    trainer.get_by_role("option", name=f"{MEANT} ({SKILL})").click()
    for taught in (ODD, ODD_AGAIN):
        expect(trainer.get_by_label("The change")).to_contain_text(f"+    - {taught}", timeout=PATIENCE)
    assert "zhuzh" not in file.read_text(encoding="utf-8")
    trainer.keyboard.press("Enter")
    expect(trainer.get_by_text(f"Taught {MEANT}, commit")).to_be_visible(timeout=PATIENCE)
    assert {ODD, ODD_AGAIN} <= {line.strip(" -") for line in file.read_text(encoding="utf-8").splitlines()}
    assert "zhuzh" not in (ROOT / f"data/nlu/{SKILL}.yml").read_text(encoding="utf-8")
