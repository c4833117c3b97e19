"""Hands on the trainers' page."""

import contextlib
from collections.abc import Callable, Iterator
from uuid import uuid4

import httpx
from playwright.sync_api import Page, expect

from tests.browser.whole import PATIENCE
from tests.running_app import STAFF_PASSWORD, RunningApp


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


@contextlib.contextmanager
def talk(school: RunningApp) -> Iterator[Callable[[str], httpx.Response]]:
    """A conversation of its own to ask something in."""
    with httpx.Client(base_url=f"{school.url}/api/v1", timeout=60) as door:
        begun = door.post("/conversations", json={}).raise_for_status().json()
        own = {"Authorization": f"Bearer {begun['token']}"}

        def ask(text: str) -> httpx.Response:
            asked = {"text": text, "client_id": str(uuid4())}
            return door.post(f"/conversations/{begun['id']}/messages", json=asked, headers=own)

        yield ask


def say(school: RunningApp, *texts: str) -> None:
    """Customers who each say one thing."""
    for text in texts:
        with talk(school) as ask:
            ask(text).raise_for_status()
