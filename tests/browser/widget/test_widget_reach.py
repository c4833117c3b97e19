"""Everybody can use it: by keyboard, with a screen reader, on a phone, in the dark."""

from collections.abc import Callable
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, expect

from tests.browser.chat import Chat
from tests.browser.widget.fake_door import FakeDoor

pytestmark = pytest.mark.slow

SMALL = """() => [...document.querySelector("goeswith-chat").shadowRoot.querySelectorAll("button, textarea, a.name")]
.map((node) => [node.textContent || node.ariaLabel, node.getBoundingClientRect()])
.filter(([, box]) => box.width && (box.width < 24 || box.height < 24)).map(([name]) => name)"""
FOCUSED = """() => { const node = document.querySelector("goeswith-chat").shadowRoot.activeElement;
return node && (node.getAttribute("aria-label") || node.textContent); }"""


def violations(here: Chat) -> list[Any]:
    """What axe has to say against the page."""
    found = Axe().run(here.page).response["violations"]
    return [(one["id"], [node["target"] for node in one["nodes"]]) for one in found]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_in_any_state(
    door: FakeDoor, chromium: Browser, scheme: Literal["light", "dark"], width: int
) -> None:
    context = chromium.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, reduced_motion="reduce"
    )
    here = Chat(context.new_page())
    here.page.goto(door.url)
    assert violations(here) == []
    here.open()
    assert violations(here) == []
    here.say("a camera")
    expect(here.panel.get_by_role("link", name="Vanta Z5")).to_be_visible()
    here.say("put it in my basket")
    expect(here.panel.get_by_role("button", name="No thanks")).to_be_visible()
    door.talk.owner = "agent"
    door.speak("agent", "Hello, Mira here.", agent="Mira")
    expect(here.panel.get_by_text("Mira, a person, is with you")).to_be_visible()
    here.panel.get_by_role("button", name="More options").click()
    assert violations(here) == []
    assert here.page.evaluate(SMALL) == []
    context.close()


def test_the_keyboard_opens_writes_and_closes_and_the_focus_comes_back(
    door: FakeDoor, chat: Callable[..., Chat]
) -> None:
    here = chat(closed=True)
    here.page.keyboard.press("Tab")
    here.page.keyboard.press("Tab")
    expect(here.launcher).to_be_focused()
    here.page.keyboard.press("Enter")
    expect(here.box).to_be_focused()
    here.page.keyboard.type("first line")
    here.page.keyboard.press("Shift+Enter")
    here.page.keyboard.type("second line")
    here.page.keyboard.press("Enter")
    expect(here.box).to_be_focused()
    expect(here.log.get_by_text("You said: first line")).to_be_visible()
    assert door.received[0][1] == "first line\nsecond line"
    here.page.keyboard.press("Escape")
    expect(here.panel).to_be_hidden()
    expect(here.launcher).to_be_focused()


def test_the_focus_returns_to_the_button_of_the_page_that_opened_the_chat(
    door: FakeDoor, chat: Callable[..., Chat]
) -> None:
    here = chat(closed=True)
    here.page.evaluate("document.querySelector('a').onclick = () => Goeswith.open()")
    link = here.page.get_by_role("link", name="A link before the chat")
    link.press("Enter")
    expect(here.box).to_be_focused()
    here.page.keyboard.press("Escape")
    expect(link).to_be_focused()


def test_escape_closes_the_menu_before_the_panel(door: FakeDoor, chat: Callable[[], Chat]) -> None:
    here = chat()
    menu = here.panel.get_by_role("button", name="More options")
    menu.press("Enter")
    expect(menu).to_have_attribute("aria-expanded", "true")
    here.page.keyboard.press("Escape")
    expect(menu).to_have_attribute("aria-expanded", "false")
    expect(menu).to_be_focused()
    expect(here.panel).to_be_visible()


def test_on_a_phone_the_panel_fills_the_screen_keeps_the_focus_and_does_not_zoom(
    door: FakeDoor, chromium: Browser
) -> None:
    context = chromium.new_context(viewport={"width": 390, "height": 700}, has_touch=True, is_mobile=True)
    here = Chat(context.new_page())
    here.page.goto(door.url)
    here.open()
    box = here.panel.bounding_box()
    assert box == {"x": 0, "y": 0, "width": 390, "height": 700}
    expect(here.panel).to_have_attribute("aria-modal", "true")
    assert here.box.evaluate("(node) => parseFloat(getComputedStyle(node).fontSize)") >= 16
    seen = []
    for _ in range(12):
        here.page.keyboard.press("Tab")
        seen.append(here.page.evaluate(FOCUSED))
    assert None not in seen
    assert len(set(seen)) > 4
    context.close()


def test_new_messages_are_announced_politely_and_old_ones_have_their_author(
    door: FakeDoor, chat: Callable[[], Chat]
) -> None:
    here = chat()
    expect(here.log).to_have_attribute("aria-live", "polite")
    here.say("hello")
    expect(here.said("You said: hello")).to_be_visible()
    spoken = here.log.inner_text()
    assert "You" in spoken
    assert "Assistant" in spoken


def test_who_wants_no_motion_gets_none(door: FakeDoor, chromium: Browser) -> None:
    context = chromium.new_context(reduced_motion="reduce")
    here = Chat(context.new_page())
    here.page.goto(door.url)
    here.open()
    assert here.panel.evaluate("(node) => getComputedStyle(node).animationName") == "none"
    context.close()
