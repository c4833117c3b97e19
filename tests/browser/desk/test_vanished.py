"""An agent's browser goes without a word; so does an agent's network, for a moment."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from sales.conversation import Owner
from sales.handoff.routing import DeskRules
from tests.browser.desk.conftest import Site, desks, served
from tests.browser.desk.test_desk import Desk, take

pytestmark = pytest.mark.slow
_GONE_AFTER = timedelta(seconds=4)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, empty_database: Path) -> Iterator[Site]:
    """A desk that waits four seconds instead of a minute."""
    with served(tmp_path_factory.mktemp("vanished"), empty_database, DeskRules(gone_after=_GONE_AFTER)) as site:
        yield site


def test_a_vanished_agents_chat_waits_for_others_with_all_that_was_said(chromium: Browser, site: Site) -> None:
    customer = site.customer()
    handoff = customer.call_person("left alone")
    with desks(chromium, site) as desk_of:
        colleague = desk_of("admin")
        with desks(chromium, site) as other:
            page = other("agent")
            take(page, "Left alone")
            page.get_by_label("Message to the customer").fill("I look it up.")
            page.keyboard.press("Enter")
            expect(page.get_by_role("log")).to_contain_text("I look it up.")
            expect(colleague.get_by_text("live with agent")).to_be_visible()
            assert customer.say("thank you, I wait") == []
        # The browser is gone now; nobody has pressed anything.
        card = colleague.locator("button.card.waiting", has_text="Left alone")
        expect(card).to_be_visible(timeout=30_000)
        assert site.parts.store.conversations.get(customer.id).owner is Owner.QUEUE
        take(colleague, "Left alone")
        for words in ("I look it up.", "thank you, I wait"):
            expect(colleague.get_by_role("log")).to_contain_text(words)
        kept = site.parts.store.handoffs.get(handoff)
        assert (kept.agent, kept.last_agent) == ("admin", "agent")
    assert [author for author, _ in customer.history()] == ["agent", "customer"]


def test_who_stays_keeps_the_chat(desk_of: Desk, site: Site) -> None:
    customer = site.customer()
    handoff = customer.call_person("nobody says a word")
    page = desk_of("agent")
    take(page, "Nobody says a word")
    claimed = site.parts.store.handoffs.get(handoff).claimed_at
    assert claimed is not None
    # Longer than it takes to count as gone, with the page open and untouched.
    page.wait_for_function("([at, long]) => Date.now() > at + long", arg=[claimed.timestamp() * 1000, 8000])
    assert site.parts.store.handoffs.get(handoff).agent == "agent"
    expect(page.get_by_label("Message to the customer")).to_be_visible()
