"""Makes the README's pictures from the running product: a purchase, the agents' desk, a phone."""

import os
import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, expect, sync_playwright

from tests.browser.conftest import FLAGS
from tests.browser.whole import PHONE, Visit, claim, desk
from tests.running_app import STAFF_PASSWORD, RunningApp, home_with_model

PICTURES = Path(__file__).parent.parent / "docs" / "pictures"
PROJECT = (
    "we're opening a dental practice, eight rooms, need screens, wifi, music, all of it installed",
    "june, maybe 25k",
)


def main() -> None:
    """Start the product in a home of its own, photograph it, end it."""
    chromium = os.environ.get("GOESWITH_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if not chromium:
        raise SystemExit("There is no Chromium on this machine: install chromium or set GOESWITH_CHROMIUM.")
    with tempfile.TemporaryDirectory() as folder:
        running = RunningApp(home_with_model(Path(folder))).wait_until_ready()
        try:
            take_all(chromium, running.url, STAFF_PASSWORD)
        finally:
            running.stop()


def take_all(chromium: str, url: str, password: str) -> None:
    """All three pictures of the product served at `url`."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        _chat(browser, url)
        _phone(browser, url)
        _desk(browser, url, password)
        browser.close()


def _chat(browser: Browser, url: str) -> None:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="en-GB", reduced_motion="reduce")
    visit = Visit(context, url, f"/p/{PHONE}")
    visit.ask("is it waterproof?")
    visit.ask("put this in my basket")
    expect(visit.offers).to_have_count(1)
    visit.offers.get_by_role("button").last.scroll_into_view_if_needed()
    _keep(visit, "chat")
    context.close()


def _phone(browser: Browser, url: str) -> None:
    context = browser.new_context(
        viewport={"width": 390, "height": 780}, locale="en-GB", reduced_motion="reduce", has_touch=True
    )
    visit = Visit(context, url)
    visit.ask("do you have hdmi cables?")
    _keep(visit, "phone")
    context.close()


def _desk(browser: Browser, url: str, password: str) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="en-GB", reduced_motion="reduce")
    page = desk(context, url, password)
    shop = browser.new_context()
    visit = Visit(shop, url)
    for words in (*PROJECT, "anna@dental.example"):
        visit.ask(words)
    claim(page, "Project")
    page.get_by_label("Message to the customer").fill("Hello, Ana here. Eight rooms until June, that works.")
    page.keyboard.press("Enter")
    expect(page.get_by_role("log")).to_contain_text("Ana here")
    page.screenshot(path=PICTURES / "desk.png")
    page.get_by_role("button", name="Return to assistant").click()
    page.get_by_role("button", name="Return", exact=True).click()
    shop.close()
    context.close()


def _keep(visit: Visit, name: str) -> None:
    visit.page.wait_for_load_state("networkidle")
    visit.page.screenshot(path=PICTURES / f"{name}.png")


if __name__ == "__main__":
    main()
