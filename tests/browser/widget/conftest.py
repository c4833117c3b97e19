"""A browser, and a fake shop to look at the widget alone."""

import os
import shutil
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, sync_playwright

from tests.browser.widget.fake_door import FakeDoor

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One Chromium for all tests here."""
    found = os.environ.get("GOESWITH_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if not found:
        pytest.skip("There is no Chromium on this machine: install chromium or set GOESWITH_CHROMIUM.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def door() -> Iterator[FakeDoor]:
    """A shop of its own for each test."""
    fake = FakeDoor()
    fake.start()
    yield fake
    fake.stop()


@pytest.fixture
def customer(chromium: Browser) -> Iterator[BrowserContext]:
    """A customer's browser; every error on a page fails the test."""
    context = chromium.new_context(viewport={"width": 1100, "height": 800})
    context.set_default_timeout(10_000)
    errors: list[str] = []
    context.on("weberror", lambda error: errors.append(str(error.error)))
    yield context
    context.close()
    assert errors == []


@pytest.fixture
def chat(door: FakeDoor, customer: BrowserContext) -> Callable[[], "Chat"]:
    """Opens the shop page in a new tab."""

    def opened(*, closed: bool = False) -> Chat:
        page = customer.new_page()
        page.goto(door.url)
        found = Chat(page)
        if not closed:
            found.open()
        return found

    return opened


class Chat:
    """The widget on a page, as a customer sees it."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def open(self) -> None:
        """Open the panel where it is not open already."""
        if not self.panel.is_visible():
            self.launcher.click()

    def say(self, text: str) -> None:
        """Type and send."""
        self.box.fill(text)
        self.box.press("Enter")

    @property
    def launcher(self) -> Locator:
        return self.page.get_by_role("button", name="Chat with the shop assistant")

    @property
    def panel(self) -> Locator:
        return self.page.get_by_role("dialog")

    @property
    def box(self) -> Locator:
        return self.page.get_by_role("textbox", name="Write a message")

    @property
    def log(self) -> Locator:
        return self.page.get_by_role("log")

    @property
    def banner(self) -> Locator:
        return self.page.locator("goeswith-chat .banner")

    def texts(self) -> list[str]:
        """What was said, by whom, oldest first, without the widget's own greeting."""
        found: list[str] = self.page.evaluate(
            """() => [...document.querySelector("goeswith-chat").shadowRoot.querySelectorAll(".msg")].slice(1)
            .map((node) => node.classList[1] + ": " + (node.querySelector(".text")?.textContent ?? ""))"""
        )
        return found

    def said(self, text: str) -> Locator:
        """The bubbles with exactly this text."""
        return self.log.get_by_text(text, exact=True)
