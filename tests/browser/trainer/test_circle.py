"""The whole circle through real browsers: misunderstood, corrected, trained, compared, promoted, understood."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.whole import PATIENCE, Visit, barriers
from tests.running_app import ROOT, STAFF_PASSWORD, RunningApp, home_with_model
from training.models import current_model
from training.sources import fingerprint

pytestmark = pytest.mark.long

ODD = "is the zorbulating widget frumious or mimsy"
OTHER = "do you have hdmi cables?"
TRAINED_WITHIN = 900_000
"""Milliseconds; a quiet machine with two cores needs a tenth of it, a build machine may be shared."""


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


def test_a_misunderstood_message_is_taught_and_understood(
    chromium: Browser, school: RunningApp, project: Path, trainer: Page
) -> None:
    context = chromium.new_context(viewport={"width": 1100, "height": 800})
    customer, bystander = Visit(context, school.url), Visit(context, school.url)
    customer.ask(ODD)
    room(trainer, "Try it")
    room(trainer, "Inbox")
    trainer.locator("button.card").filter(has_text="zorbulating").click()
    trainer.get_by_label("Another meaning").fill("ask feature")
    trainer.get_by_role("option", name="ask feature (advise)").click()
    change = trainer.get_by_label("The change")
    expect(change).to_contain_text(f"+    - {ODD[:20]}", timeout=PATIENCE)
    written = (project / "data/nlu/advise.yml").read_text(encoding="utf-8")
    assert "zorbulating" in written
    assert "zorbulating" not in (ROOT / "data/nlu/advise.yml").read_text(encoding="utf-8")
    room(trainer, "Models")
    trainer.get_by_role("button", name="Train now").click()
    done = trainer.locator(".run.done")
    while not done.filter(has_text="Training").count():
        assert bystander.ask(OTHER)
        trainer.wait_for_timeout(500)
    trainer.locator(".model").first.get_by_role("button", name="Compare").click()
    expect(done.filter(has_text="Comparison")).to_have_count(1, timeout=TRAINED_WITHIN)
    trainer.locator(".model").first.get_by_role("button", name="Report").click()
    expect(trainer.locator(".verdict")).to_be_visible(timeout=PATIENCE)
    assert bystander.ask(OTHER)
    trainer.locator(".model").first.get_by_role("button", name="Promote").click()
    expect(trainer.locator(".model").first.get_by_text("served")).to_be_visible(timeout=PATIENCE * 6)
    assert bystander.ask(OTHER)
    model = current_model(school.home / "models")
    assert model is not None
    assert model.fingerprint == fingerprint(project)
    room(trainer, "Try it")
    trainer.get_by_label("A sentence").fill(ODD)
    trainer.get_by_role("button", name="Understand").click()
    expect(trainer.locator(".reading")).to_contain_text("ask feature:", timeout=PATIENCE)
    context.close()
