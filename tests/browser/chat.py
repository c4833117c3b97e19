"""The widget on a page, for tests to handle."""

from playwright.sync_api import Locator, Page


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
