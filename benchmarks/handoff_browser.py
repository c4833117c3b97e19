"""What customer and agent see in real browsers: how long a call is under way to the desk, a word to the customer."""

import os
import shutil
from dataclasses import dataclass, field
from datetime import datetime

import httpx
from playwright.sync_api import Page, expect, sync_playwright

from benchmarks.handoff_people import CALL
from tests.browser.conftest import FLAGS
from tests.browser.whole import Visit, claim, desk, waiting

_WORDS_EACH = 5
_WATCH_DESK = """() => {
  window.calledAt = 0;
  new MutationObserver(() => {
    if (!document.querySelector("button.card.waiting")) window.calledAt = 0;
    else window.calledAt = window.calledAt || Date.now();
  }).observe(document.body, { childList: true, subtree: true });
  document.addEventListener("keydown", (event) => event.key === "Enter" && (window.sentAt = Date.now()), true);
}"""
_WATCH_CHAT = """() => {
  window.shownAt = {};
  const root = document.querySelector("goeswith-chat").shadowRoot;
  new MutationObserver(() => {
    for (const one of root.querySelectorAll(".msg.agent .text")) window.shownAt[one.textContent] ??= Date.now();
  }).observe(root, { childList: true, subtree: true });
}"""


@dataclass
class Looks:
    """Milliseconds: from a handoff's opening to its card at the desk, from the Enter key to the customer's screen."""

    handoffs: list[float] = field(default_factory=list)
    words: list[float] = field(default_factory=list)


def chromium() -> str | None:
    """The browser on this machine, if any."""
    return os.environ.get("GOESWITH_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")


def look(executable: str, url: str, password: str, headers: dict[str, str], rounds: int) -> Looks:
    """So many customers, one after the other, each of them called for, answered five words and closed."""
    looks = Looks()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        agent = desk(browser.new_context(), url, password)
        agent.evaluate(_WATCH_DESK)
        for number in range(rounds):
            context = browser.new_context()
            visit = Visit(context, url)
            visit.page.evaluate(_WATCH_CHAT)
            visit.ask(CALL)
            expect(waiting(agent)).to_have_count(1)
            looks.handoffs.append(agent.evaluate("window.calledAt") - _opened_at(url, headers))
            claim(agent, "person")
            looks.words += [_word(agent, visit.page, f"Word {number}.{one}") for one in range(_WORDS_EACH)]
            agent.get_by_role("button", name="Close", exact=True).click()
            agent.get_by_role("button", name="Solved", exact=True).click()
            expect(agent.get_by_label("Message to the customer")).to_have_count(0)
            context.close()
        browser.close()
    return looks


def _opened_at(url: str, headers: dict[str, str]) -> float:
    found = httpx.get(f"{url}/api/v1/handoffs", params={"state": "waiting"}, headers=headers, timeout=20)
    return datetime.fromisoformat(found.json()["handoffs"][0]["opened_at"]).timestamp() * 1000


def _word(agent: Page, customer: Page, text: str) -> float:
    line = agent.get_by_label("Message to the customer")
    line.fill(text)
    line.press("Enter")
    customer.wait_for_function("text => window.shownAt[text]", arg=text)
    shown: float = customer.evaluate("text => window.shownAt[text]", text)
    sent: float = agent.evaluate("window.sentAt")
    return shown - sent
