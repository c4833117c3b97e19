"""Hands on the whole product for browser stories: a shop page with the chat open, a desk with an agent at it."""

import httpx
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.chat import Chat

PHONE = "PH-AUR-X1-128-BLK"
# An answer takes well under a second; two busy cores of a build machine may need longer.
PATIENCE = 20_000


class Visit:
    """A customer on a shop page, the chat open beside it."""

    def __init__(self, context: BrowserContext, url: str, path: str = "/") -> None:
        self.page = context.new_page()
        self.page.goto(url + path)
        self.chat = Chat(self.page)
        self.chat.open()

    def ask(self, text: str) -> str:
        """Say it and wait for the assistant; all that it answered."""
        before = len(self.chat.texts())
        self.chat.say(text)
        self.page.wait_for_function(
            """before => [...document.querySelector("goeswith-chat").shadowRoot.querySelectorAll(".msg")]
            .slice(1 + before).some((node) => node.classList.contains("assistant"))""",
            arg=before,
            timeout=PATIENCE,
        )
        expect(self.page.locator("goeswith-chat .typing")).to_be_hidden()
        said = self.chat.texts()[before:]
        return "\n".join(one.removeprefix("assistant: ") for one in said if one.startswith("assistant: "))

    @property
    def offers(self) -> Locator:
        """The offer cards in the conversation."""
        return self.page.locator("goeswith-chat .offer")

    def basket(self) -> int:
        """How many pieces the shop's page counts."""
        return int(self.page.locator("[data-cart-count]").inner_text() or 0)


def desk(context: BrowserContext, url: str, password: str, name: str = "agent") -> Page:
    """An agent who has logged in at the desk."""
    page = context.new_page()
    page.goto(f"{url}/agent")
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("heading", name="Queue")).to_be_visible()
    return page


def waiting(page: Page) -> Locator:
    """The cards of those who wait, who came first on top."""
    return page.locator("button.card.waiting")


def claim(page: Page, words: str) -> None:
    """Take the waiting conversation whose card has these words."""
    waiting(page).filter(has_text=words).last.click()
    page.get_by_role("button", name="Claim").click()
    expect(page.get_by_label("Message to the customer")).to_be_visible()


def empty_queue(url: str, headers: dict[str, str]) -> None:
    """Close all that earlier tests left waiting."""
    with httpx.Client(base_url=f"{url}/api/v1", headers=headers, timeout=20) as door:
        answer = door.get("/handoffs", params={"state": "waiting"}).raise_for_status().json()
        for handoff in answer if isinstance(answer, list) else answer["handoffs"]:
            door.post(f"/handoffs/{handoff['id']}/claim").raise_for_status()
            door.post(f"/handoffs/{handoff['id']}/close", json={"disposition": "Sold"}).raise_for_status()


def barriers(page: Page) -> list[str]:
    """What axe has to say against the page."""
    return [f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in Axe().run(page).response["violations"]]
