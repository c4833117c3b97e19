"""The whole circle through real browsers: misunderstood, corrected, trained, compared, promoted, understood."""

import os
import re
import time
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.trainer.school import room
from tests.browser.whole import PATIENCE, Visit
from tests.running_app import ROOT, RunningApp
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
WITHIN_SECONDS = float(os.environ.get("GOESWITH_CIRCLE_SECONDS", "180"))
"""How long the whole circle may take on two cores with nothing else to do; a busy machine may be given more."""


def chat_until(done: Locator, trainer: Page, bystander: Visit, give_up: float) -> int:
    """Chat with the shop until `done` is there; answers how many messages were answered rightly meanwhile."""
    said = 0
    while not done.count():
        assert time.monotonic() < give_up, trainer.locator(".runs").inner_text()
        assert not trainer.locator(".run.failed").count(), trainer.locator(".runs").inner_text()
        assert ABOUT in bystander.ask(OTHER).casefold()
        said += 1
        trainer.wait_for_timeout(A_BREATH)
    return said


def test_a_misunderstood_message_is_taught_and_understood(
    chromium: Browser, school: RunningApp, project: Path, trainer: Page, bystander: Visit
) -> None:
    give_up = time.monotonic() + WITHIN_SECONDS
    customer = Visit(chromium.new_context(viewport={"width": 1100, "height": 800}), school.url)
    assert customer.ask(ODD) in MISSED
    customer.ask(ODD_AGAIN)
    teach(trainer, project)
    room(trainer, "Models")
    trainer.get_by_role("button", name="Train now").click()
    done = trainer.locator(".run.done")
    assert chat_until(done.filter(has_text="Training"), trainer, bystander, give_up)
    newest = trainer.locator(".model").first
    newest.get_by_role("button", name="Compare").click()
    assert chat_until(done.filter(has_text="Comparison"), trainer, bystander, give_up)
    newest.get_by_role("button", name="Report").click()
    expect(trainer.locator(".verdict")).to_be_visible(timeout=PATIENCE)
    newest.get_by_role("button", name="Promote").click()
    chat_until(newest.get_by_text("served"), trainer, bystander, give_up)
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
    assert time.monotonic() < give_up
    for visit in (customer, again):
        visit.page.context.close()
    room(trainer, "Data")
    mistaken = trainer.get_by_role("table", name="Confusion matrix")
    expect(mistaken.get_by_role("button").first).to_be_visible(timeout=PATIENCE * 6)
    expect(trainer.locator(".misread").get_by_role("listitem").first).to_contain_text("data/nlu/", timeout=PATIENCE)


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
