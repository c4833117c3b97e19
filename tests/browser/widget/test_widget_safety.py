"""What anybody writes is text, and nothing is fetched from anywhere else."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.chat import Chat
from tests.browser.widget.fake_door import FakeDoor
from tests.browser.widget.made_up import CAMERA, OFFER

pytestmark = pytest.mark.slow

MARKUP = '<img src=x onerror="window.hacked=1"><b>bold</b><script>window.hacked=1</script>'


def hacked(here: Chat) -> bool:
    """Whether any planted script ran."""
    return bool(here.page.evaluate("Boolean(window.hacked)"))


def test_markup_in_a_message_is_shown_as_it_was_typed(door: FakeDoor, chat: Callable[[], Chat]) -> None:
    here = chat()
    here.say(MARKUP)
    expect(here.said(f"You said: {MARKUP}")).to_be_visible()
    expect(here.log.locator("b, img, script")).to_have_count(0)
    here.page.reload()
    expect(here.said(MARKUP)).to_be_visible()
    assert not hacked(here)


def test_markup_and_script_addresses_in_the_shops_own_data_do_nothing(door: FakeDoor, chat: Callable[[], Chat]) -> None:
    here = chat()
    here.say("hello")
    expect(here.said("You said: hello")).to_be_visible()
    evil = {**CAMERA, "name": MARKUP, "url": "javascript:window.hacked=1", "image": "javascript:window.hacked=1"}
    offer = {**OFFER, "items": [{**evil, "reason": MARKUP, "essential": True}]}
    replies = [{"title": MARKUP, "text": "fine"}]
    door.speak("assistant", MARKUP, products=[evil], offer=offer, quick_replies=replies)
    expect(here.panel.get_by_role("button", name="No thanks")).to_be_visible()
    expect(here.panel.get_by_role("button", name=MARKUP, exact=True)).to_be_visible()
    assert (
        here.page.evaluate(
            """[...document.querySelector("goeswith-chat").shadowRoot.querySelectorAll("a, img")]
        .filter((node) => (node.getAttribute("href") || node.getAttribute("src")).startsWith("java")).length"""
        )
        == 0
    )
    expect(here.log.locator("b, script")).to_have_count(0)
    assert not hacked(here)


def test_addresses_in_a_colleagues_message_become_links_and_nothing_else_does(
    door: FakeDoor, chat: Callable[[], Chat]
) -> None:
    here = chat()
    here.say("hello")
    expect(here.said("You said: hello")).to_be_visible()
    door.speak("agent", "See https://shop.example/returns. Not javascript:alert(1)", agent="Mira")
    link = here.log.get_by_role("link")
    expect(link).to_have_count(1)
    expect(link).to_have_attribute("href", "https://shop.example/returns")


def test_right_to_left_and_left_to_right_text_each_run_their_way(door: FakeDoor, chat: Callable[[], Chat]) -> None:
    here = chat()
    here.say("שלום, אני מחפש מצלמה")
    expect(here.said("You said: שלום, אני מחפש מצלמה")).to_be_visible()
    assert here.said("שלום, אני מחפש מצלמה").evaluate("(node) => getComputedStyle(node).direction") == "rtl"
    assert here.said("You said: שלום, אני מחפש מצלמה").evaluate("(node) => getComputedStyle(node).direction") == "ltr"


def test_nothing_is_asked_of_any_other_host_and_a_strict_policy_lets_it_through(
    door: FakeDoor, chat: Callable[[], Chat]
) -> None:
    asked: list[str] = []
    complaints: list[str] = []
    here = chat()
    here.page.on("request", lambda request: asked.append(request.url))
    here.page.on("console", lambda message: complaints.append(message.text))
    here.page.reload()
    here.say("a camera")
    expect(here.panel.get_by_role("link", name="Vanta Z5")).to_be_visible()
    assert asked
    assert [url for url in asked if not url.startswith((door.url, "data:"))] == []
    assert [text for text in complaints if "Content Security Policy" in text] == []


def test_a_token_never_reaches_the_page_address_or_another_origin_key(door: FakeDoor, chat: Callable[[], Chat]) -> None:
    here = chat()
    here.say("hello")
    expect(here.said("You said: hello")).to_be_visible()
    assert "secret-" not in here.page.url
    assert here.page.evaluate("document.cookie") == ""
