"""Everybody can use the shop's pages, and they load from nowhere else."""

from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, BrowserContext, expect

from tests.browser.widget.fake_door import FakeDoor

pytestmark = pytest.mark.slow

PATHS = ("/", "/?department=cameras", "/?q=xylophone", "/p/CASE-R", "/p/OLD", "/p/NOPE", "/cart", "/checkout")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_on_any_page(
    door: FakeDoor, chromium: Browser, scheme: Literal["light", "dark"], width: int
) -> None:
    context = chromium.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto(f"{door.url}/p/VZ5")
    page.get_by_role("button", name="Add to basket").click()
    found = {}
    for path in PATHS:
        page.goto(door.url + path)
        expect(page.locator("[data-cart-count]")).to_have_text("1")
        violations = Axe().run(page).response["violations"]
        found[path] = [(one["id"], [node["target"] for node in one["nodes"]]) for one in violations]
    context.close()
    assert found == {path: [] for path in PATHS}


def test_no_page_is_wider_than_a_phone(door: FakeDoor, chromium: Browser) -> None:
    context = chromium.new_context(viewport={"width": 320, "height": 640})
    page = context.new_page()
    page.goto(f"{door.url}/p/VZ5")
    page.get_by_role("button", name="Add to basket").click()
    for path in PATHS:
        page.goto(door.url + path)
        expect(page.locator("[data-cart-count]")).to_have_text("1")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
    context.close()


def test_the_pages_ask_nothing_of_any_other_host(door: FakeDoor, customer: BrowserContext) -> None:
    page = customer.new_page()
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    for path in PATHS[:4]:
        page.goto(door.url + path)
        expect(page.get_by_role("button", name="Chat with the shop assistant")).to_be_visible()
    assert [url for url in asked if not url.startswith(door.url)] == []
    assert complaints == []


def test_the_first_tab_stop_skips_to_the_content(door: FakeDoor, customer: BrowserContext) -> None:
    page = customer.new_page()
    page.goto(door.url)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
