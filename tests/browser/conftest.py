"""A browser for every test that looks through one."""

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, BrowserType, expect, sync_playwright

from tests.browser.whole import PATIENCE

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

# Playwright's own five seconds are too few for a busy build machine; who waits longer makes no green test slower.
expect.set_options(timeout=PATIENCE)


def launch(kind: BrowserType) -> Browser:
    """Start a browser of that kind, or skip where there is none."""
    found = os.environ.get("GOESWITH_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if not found:
        pytest.skip("There is no Chromium on this machine: install chromium or set GOESWITH_CHROMIUM.")
    return kind.launch(executable_path=found, args=FLAGS)


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """One Chromium for all tests here; it leaves with them, since no event loop may start beside Playwright's."""
    with sync_playwright() as playwright:
        browser = launch(playwright.chromium)
        yield browser
        browser.close()


@pytest.fixture
def customer(chromium: Browser) -> Iterator[BrowserContext]:
    """A customer's browser; every error on a page fails the test."""
    context = chromium.new_context(viewport={"width": 1100, "height": 800})
    context.set_default_timeout(PATIENCE)
    errors: list[str] = []
    context.on("weberror", lambda error: errors.append(str(error.error)))
    yield context
    context.close()
    assert errors == []
