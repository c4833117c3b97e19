"""The application on a port, with a scripted assistant behind it, and agents' browsers."""

import contextlib
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
import uvicorn
from playwright.sync_api import Browser, Page

import bootstrap
from bootstrap import Settings
from chat.parts import Parts, build_parts
from database.handoffs import Handoffs
from database.session import open_engine
from database.trackers import Trackers
from sales.handoff.routing import DeskRules
from tests.browser.whole import PATIENCE
from tests.chat.fake import FakeAssistant
from web.app import build_app

PASSWORD = "a quiet word"


@dataclass
class Site:
    """The served application."""

    url: str
    parts: Parts

    def customer(self) -> "Customer":
        """A customer with a conversation of their own."""
        begun = httpx.post(f"{self.url}/api/v1/conversations", json={}, timeout=20).json()
        return Customer(self, begun["id"], {"Authorization": f"Bearer {begun['token']}"})


@dataclass
class Customer:
    """One customer over the API."""

    site: Site
    id: str
    headers: dict[str, str]
    said: int = 0

    def say(self, text: str) -> list[str]:
        """Say something; the texts that came back."""
        self.said += 1
        body = {"text": text, "client_id": f"c{self.said}"}
        url = f"{self.site.url}/api/v1/conversations/{self.id}/messages"
        return [one["text"] for one in httpx.post(url, json=body, headers=self.headers, timeout=20).json()["messages"]]

    def history(self) -> list[tuple[str, str]]:
        """Author and text of all that was said."""
        url = f"{self.site.url}/api/v1/conversations/{self.id}/messages"
        found = httpx.get(url, headers=self.headers, timeout=20).json()["messages"]
        return [(one["author"], one["text"]) for one in found]

    def call_person(self, reason: str, need: dict[str, str] | None = None) -> str:
        """Stand in the queue; the handoff's id."""
        opened = self.site.parts.store.handoffs.open(
            conversation_id=self.id, reason=reason, topic="", need=need or {}, now=datetime.now(UTC)
        )
        return opened.id


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, empty_database: Path) -> Iterator[Site]:
    """The application, served."""
    with served(tmp_path_factory.mktemp("desk"), empty_database, DeskRules()) as site:
        yield site


@contextlib.contextmanager
def served(home: Path, empty_database: Path, rules: DeskRules) -> Iterator[Site]:
    """The application at a home of its own, with the shop's rules of the desk."""
    (home / "goeswith.db").write_bytes(empty_database.read_bytes())
    engine = open_engine(f"sqlite:///{home / 'goeswith.db'}")
    store = replace(bootstrap.build_store(engine), handoffs=Handoffs(engine, lambda: rules.gone_after))
    store.staff.create_first(PASSWORD)
    settings = Settings(home=home, internal_key="k" * 32)
    trackers = Trackers(settings.tracker_database)
    parts = build_parts(store, FakeAssistant(), trackers, settings, lambda: datetime.now(UTC), rules=rules)
    server = uvicorn.Server(uvicorn.Config(build_app(parts), port=0, log_level="warning"))
    serving = threading.Thread(target=server.run, daemon=True)
    serving.start()
    give_up = time.monotonic() + 60
    while not server.started and time.monotonic() < give_up:
        serving.join(0.05)
    yield Site(f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}", parts)
    server.should_exit = server.force_exit = True
    serving.join(20)


@pytest.fixture
def desk_of(chromium: Browser, site: Site) -> Iterator[Callable[..., Page]]:
    """Opens the desk for a staff member in a browser of their own; any third-party request fails the test."""
    with desks(chromium, site) as opened:
        yield opened


@contextlib.contextmanager
def desks(chromium: Browser, site: Site, path: str = "/agent") -> Iterator[Callable[..., Page]]:
    """The same for any site, and for any page of its staff."""
    contexts, strangers = [], []

    def opened(username: str, password: str = PASSWORD, *, width: int = 1280) -> Page:
        context = chromium.new_context(viewport={"width": width, "height": 800})
        context.set_default_timeout(PATIENCE)
        context.on("request", lambda asked: strangers.append(asked.url) if not _is_own(asked.url, site) else None)
        contexts.append(context)
        page = context.new_page()
        page.goto(f"{site.url}{path}")
        page.get_by_label("Name").fill(username)
        page.get_by_label("Password").fill(password)
        page.get_by_role("button", name="Log in").click()
        return page

    yield opened
    for context in contexts:
        context.close()
    assert strangers == []


def _is_own(url: str, site: Site) -> bool:
    return url.startswith((site.url, site.url.replace("http", "ws"), "data:", "blob:"))
