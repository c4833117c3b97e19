"""Cards, offers, the two carts, and people."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.chat import Chat
from tests.browser.widget.fake_door import FakeDoor

pytestmark = pytest.mark.slow

LISTEN = """() => { window.heard = [];
for (const name of ["ready", "open", "close", "message", "choose", "add-to-cart", "remove-from-cart", "cart", "offer"])
  document.addEventListener("goeswith:" + name, (event) => window.heard.push([name, event.detail])); }"""


def heard(page: Page, name: str) -> list[Any]:
    """The details of every event of that name since LISTEN, once there is one."""
    page.wait_for_function("(name) => window.heard.some(([said]) => said === name)", arg=name)
    return [detail for said, detail in page.evaluate("window.heard") if said == name]


def test_a_product_out_of_stock_has_no_add_button(door: FakeDoor, chat: Callable[[], Chat]) -> None:
    here = chat()
    here.say("a camera")
    expect(here.panel.get_by_text("Out of stock")).to_be_visible()
    expect(here.panel.get_by_role("button", name="Add Vanta Z9 Long Zoom to basket")).to_have_count(0)
    expect(here.panel.get_by_role("button", name="Add Vanta Z5 to basket")).to_be_visible()


def test_an_offer_shows_reason_price_total_and_that_it_is_optional(door: FakeDoor, chat: Callable[[], Chat]) -> None:
    here = chat()
    here.say("put it in my basket")
    card = here.panel.get_by_role("group", name="Goes with it")
    for text in ("keeps you shooting through a whole match", "Optional", "€45.00", "€788.00"):
        expect(card.get_by_text(text)).to_be_visible()


@pytest.mark.parametrize(
    ("button", "word", "after"),
    [
        ("No thanks", "decline", "Left out"),
        ("Stop suggesting", "stop", "No more suggestions"),
        ("Add", "accept", "Added to your basket"),
    ],
)
def test_one_tap_answers_an_offer_for_good(
    door: FakeDoor, chat: Callable[[], Chat], button: str, word: str, after: str
) -> None:
    here = chat()
    here.say("put it in my basket")
    card = here.panel.get_by_role("group", name="Goes with it")
    card.get_by_role("button", name=button, exact=True).click()
    expect(card.get_by_text(after, exact=True)).to_be_visible()
    expect(here.box).to_be_focused()
    here.page.reload()
    expect(card.get_by_text(after, exact=True)).to_be_visible()
    expect(card.get_by_role("button")).to_have_count(0)
    assert door.offer_answers == [("offer-1", word)]


def test_an_offer_that_was_answered_elsewhere_is_no_longer_open(door: FakeDoor, chat: Callable[[], Chat]) -> None:
    here = chat()
    here.say("put it in my basket")
    card = here.panel.get_by_role("group", name="Goes with it")
    expect(card.get_by_role("button", name="Add", exact=True)).to_be_visible()
    door.offer_answers.append(("offer-1", "decline"))
    card.get_by_role("button", name="Add", exact=True).click()
    expect(card.get_by_text("No longer open")).to_be_visible()
    expect(card.get_by_role("button")).to_have_count(0)
    assert door.talk.cart == [{"sku": "VZ5", "quantity": 1}]


def test_the_page_hears_what_the_conversation_did_to_the_cart(door: FakeDoor, chat: Callable[[], Chat]) -> None:
    here = chat()
    here.page.evaluate(LISTEN)
    here.say("put it in my basket")
    here.panel.get_by_role("button", name="No thanks").click()
    expect(here.panel.get_by_text("Left out")).to_be_visible()
    assert heard(here.page, "add-to-cart") == [{"sku": "VZ5", "quantity": 1}]
    assert heard(here.page, "cart") == [{"cart": [{"sku": "VZ5", "quantity": 1}]}]


def test_what_the_page_and_the_conversation_each_added_is_all_kept(door: FakeDoor, chat: Callable[[], Chat]) -> None:
    here = chat()
    here.page.evaluate(LISTEN)
    here.page.evaluate("Goeswith.setContext({page: {sku: 'A'}, cart: [{sku: 'A', quantity: 2}]})")
    here.say("put it in my basket")
    expect(here.panel.get_by_role("button", name="No thanks")).to_be_visible()
    both = [{"sku": "A", "quantity": 2}, {"sku": "VZ5", "quantity": 1}]
    assert heard(here.page, "cart") == [{"cart": both}]
    assert door.talk.contexts[0]["cart"] == [{"sku": "A", "quantity": 2}]
    with here.page.expect_response("**/context"):
        here.page.evaluate("Goeswith.setContext({cart: [{sku: 'VZ5', quantity: 1}]})")
    assert door.talk.cart == [{"sku": "VZ5", "quantity": 1}]
    here.say("anything else?")
    expect(here.said("You said: anything else?")).to_be_visible()
    assert door.talk.cart == [{"sku": "VZ5", "quantity": 1}]
    assert len(heard(here.page, "cart")) == 1


def test_a_page_that_adds_for_itself_keeps_the_button_from_speaking(door: FakeDoor, chat: Callable[[], Chat]) -> None:
    here = chat()
    here.page.evaluate(
        "void Goeswith.on('choose', (detail, event) => { window.chosen = detail; event.preventDefault(); })"
    )
    here.say("a camera")
    here.panel.get_by_role("button", name="Add Vanta Z5 to basket").click()
    assert here.page.evaluate("window.chosen.product.sku") == "VZ5"
    here.say("hello")
    expect(here.said("You said: hello")).to_be_visible()
    assert [text for _, text in door.received] == ["a camera", "hello"]


def test_a_person_is_seen_to_be_one_and_the_assistant_to_be_a_program(door: FakeDoor, chat: Callable[[], Chat]) -> None:
    here = chat()
    expect(here.panel.get_by_text("A program, not a person")).to_be_visible()
    here.panel.get_by_role("button", name="More options").click()
    here.panel.locator(".menu").get_by_role("button", name="Talk to a person").click()
    expect(here.banner).to_have_text("A colleague will be with you. You can go on writing.")
    door.talk.owner = "agent"
    door.speak("agent", "Hello, Mira here.", agent="Mira")
    expect(here.panel.get_by_text("Mira, a person, is with you")).to_be_visible()
    expect(here.log.get_by_text("Mira, our colleague")).to_be_visible()
    expect(here.banner).to_be_hidden()
    here.say("good")
    expect(here.said("good")).to_be_visible()
    expect(here.panel.locator(".typing")).to_be_hidden()


def test_what_came_while_the_panel_was_closed_is_counted_until_it_is_read(
    door: FakeDoor, chat: Callable[..., Chat]
) -> None:
    here = chat()
    here.say("hello")
    expect(here.said("You said: hello")).to_be_visible()
    here.box.press("Escape")
    door.speak("assistant", "One more thing.")
    door.speak("assistant", "And another.")
    expect(here.page).to_have_title("(2) A page")
    expect(here.page.get_by_role("button", name="Chat with the shop assistant, 2 unread")).to_be_visible()
    here.page.reload()
    expect(here.page).to_have_title("(2) A page")
    here.launcher.click()
    expect(here.page).to_have_title("A page")


def test_the_shop_can_put_it_in_its_own_words(door: FakeDoor, chat: Callable[..., Chat]) -> None:
    door.attributes = (
        ' data-text-title="Berater" data-text-placeholder="Schreib uns" data-theme="dark" data-side="left"'
    )
    shown = chat(closed=True)
    shown.page.get_by_role("button", name="Chat with").click()
    expect(shown.page.get_by_role("heading", name="Berater")).to_be_visible()
    expect(shown.page.get_by_role("textbox", name="Schreib uns")).to_be_visible()
    shown.page.evaluate("Goeswith.setStrings({title: 'Conseil'})")
    expect(shown.page.get_by_role("heading", name="Conseil")).to_be_visible()
