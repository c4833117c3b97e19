"""The whole product on a copy of the language data, a trainer in a browser, and somebody else's beside it."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import launch
from tests.browser.trainer.school import enter
from tests.browser.whole import PATIENCE, Visit
from tests.running_app import ROOT, RunningApp, home_with_model


@pytest.fixture(scope="package")
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


@pytest.fixture(scope="package")
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
