"""Nobody is at a desk: what the customer hears, and what an agent finds later."""

import re
import sqlite3
import time
from contextlib import closing
from threading import Event

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.browser.whole import Visit, desk, empty_queue
from tests.running_app import STAFF_PASSWORD, RunningApp

pytestmark = pytest.mark.slow


def wait_for_mail(app: RunningApp, recipient: str) -> None:
    """Return once a call back is confirmed by a mail to that address; the shop's own loop writes it a moment later."""
    give_up = time.monotonic() + 30
    chosen = "SELECT template FROM mails WHERE recipient = ?"
    with closing(sqlite3.connect(app.home / "goeswith.db", timeout=20)) as database:
        while [row[0] for row in database.execute(chosen, (recipient,))] != ["callback_promised"]:
            assert time.monotonic() < give_up, "no mail was written"
            Event().wait(0.1)


def test_a_call_back_is_promised_mailed_and_waits_for_the_first_agent(
    customer: BrowserContext, chromium: Browser, app: RunningApp
) -> None:
    empty_queue(app.url, app.staff("agent"))
    app.everybody_leaves()
    visit = Visit(customer, app.url)
    assert re.search(r"nobody|no one|empty|away", visit.ask("can I talk to a person?"), re.IGNORECASE)
    promised = visit.ask("write to wilma.tannhof@post.example")
    assert "wilma.tannhof@post.example" in promised
    wait_for_mail(app, "wilma.tannhof@post.example")
    # The chat goes on with the assistant meanwhile.
    assert visit.ask("do you have hdmi cables?")
    context = chromium.new_context(viewport={"width": 1280, "height": 800})
    page = desk(context, app.url, STAFF_PASSWORD)
    expect(page.get_by_role("heading", name=re.compile("Callbacks"))).to_be_visible()
    page.locator("button.card.callback").first.click()
    tools = page.get_by_role("region", name="Tools")
    expect(tools).to_contain_text("Call back promised by")
    expect(tools).to_contain_text("w•••@post.example")
    page.get_by_role("button", name="Claim").click()
    page.get_by_label("Message to the customer").fill("Good morning Wilma, here I am.")
    page.keyboard.press("Enter")
    expect(visit.chat.said("Good morning Wilma, here I am.")).to_be_visible()
    page.get_by_role("button", name="Close", exact=True).click()
    page.get_by_role("button", name="Solved", exact=True).click()
    expect(page.get_by_label("Message to the customer")).to_have_count(0)
    context.close()
