"""One basket: on the page, in the chat, in every tab."""

import pytest
from playwright.sync_api import BrowserContext, Page, Response, expect

from sales.ports import Store
from tests.browser.chat import Chat
from tests.browser.widget.fake_door import FakeDoor

pytestmark = pytest.mark.slow


def count(page: Page) -> str:
    """What the badge on the basket says."""
    return page.locator("[data-cart-count]").inner_text()


def told_an_empty_cart(response: Response) -> bool:
    """Whether this is the answer to telling the conversation that the basket is empty."""
    return response.request.method == "PUT" and (response.request.post_data_json or {}).get("cart") == []


def test_an_order_without_name_or_address_is_not_sent(door: FakeDoor, customer: BrowserContext) -> None:
    page = customer.new_page()
    page.goto(f"{door.url}/p/VZ5")
    page.get_by_role("button", name="Add to basket").click()
    page.goto(f"{door.url}/checkout")
    page.get_by_label("E-mail").fill("nonsense")
    page.get_by_role("button", name="Place the order").click()
    expect(page.get_by_text("Please fill this in.")).to_be_visible()
    expect(page.get_by_text("This does not look like an e-mail address.")).to_be_visible()
    expect(page.get_by_label("Your name")).to_be_focused()


def test_more_than_the_shop_has_is_said_in_words_and_the_basket_stays(door: FakeDoor, customer: BrowserContext) -> None:
    page = customer.new_page()
    page.goto(f"{door.url}/p/VZ5")
    for _ in range(3):
        page.get_by_role("button", name="Add to basket").click()
    page.goto(f"{door.url}/checkout")
    page.get_by_label("Your name").fill("Tom Beech")
    page.get_by_label("E-mail").fill("tom@beech.example")
    page.get_by_role("button", name="Place the order").click()
    expect(page.get_by_role("alert")).to_contain_text("Only 2")
    assert count(page) == "3"


def test_a_bought_basket_is_empty_and_its_number_opens_the_order(
    door: FakeDoor, customer: BrowserContext, small_shop: Store
) -> None:
    page = customer.new_page()
    page.goto(f"{door.url}/p/VZ5")
    page.get_by_role("button", name="Add to basket").click()
    page.get_by_role("link", name="Basket").click()
    page.get_by_label("How many Vanta Z5").fill("2")
    page.get_by_label("How many Vanta Z5").press("Tab")
    expect(page.locator("[data-cart-sum]")).to_have_text("€1,498.00")
    page.get_by_role("link", name="To checkout").click()
    page.get_by_label("Your name").fill("Tom Beech")
    page.get_by_label("E-mail").fill("tom@beech.example")
    page.get_by_role("button", name="Place the order").click()
    expect(page.get_by_role("heading", name="Thank you.")).to_be_visible()
    number = page.locator("[data-number]").inner_text()
    order = small_shop.orders.proven(number, email="tom@beech.example", customer_id=None)
    assert [(sku, quantity) for sku, quantity, _ in order.lines] == [("VZ5", 2)]
    expect(page.locator("[data-cart-count]")).to_be_hidden()


def test_what_the_conversation_adds_is_in_the_basket_of_every_tab_once(
    door: FakeDoor, customer: BrowserContext
) -> None:
    page, other = customer.new_page(), customer.new_page()
    other.goto(f"{door.url}/cart")
    page.goto(f"{door.url}/p/VB5")
    page.get_by_role("button", name="Add to basket").click()
    page.get_by_role("button", name="Ask about it").click()
    here = Chat(page)
    here.say("put it into my basket as well")
    expect(here.panel.get_by_role("button", name="No thanks")).to_be_visible()
    expect(page.locator("[data-cart-count]")).to_have_text("2")
    expect(other.locator("[data-cart-count]")).to_have_text("2")
    expect(other.get_by_role("link", name="Vanta Z5")).to_be_visible()
    expect(other.get_by_role("link", name="Vanta B5 battery")).to_be_visible()
    here.say("thanks")
    expect(here.said("You said: thanks")).to_be_visible()
    assert (count(page), count(other)) == ("2", "2")
    assert {line["sku"]: line["quantity"] for line in door.talk.cart} == {"VB5": 1, "VZ5": 1}


def test_what_the_page_removes_is_gone_from_the_conversation_too(door: FakeDoor, customer: BrowserContext) -> None:
    page = customer.new_page()
    page.goto(f"{door.url}/p/VB5")
    page.get_by_role("button", name="Ask about it").click()
    here = Chat(page)
    here.say("put it into my basket")
    expect(page.locator("[data-cart-count]")).to_have_text("1")
    page.goto(f"{door.url}/cart")
    here.box.press("Escape")
    with page.expect_response(told_an_empty_cart):
        page.get_by_role("button", name="Remove Vanta Z5").click()
    assert door.talk.cart == []
    page.reload()
    expect(page.get_by_text("Nothing in it yet.")).to_be_visible()
    here.open()
    expect(here.said("put it into my basket")).to_be_visible()
    assert door.talk.cart == []


def test_the_conversation_knows_the_product_in_front_of_the_customer(door: FakeDoor, customer: BrowserContext) -> None:
    page = customer.new_page()
    page.goto(f"{door.url}/p/CASE-R")
    page.get_by_role("button", name="Ask about it").click()
    here = Chat(page)
    here.say("does it fit?")
    expect(here.said("You said: does it fit?")).to_be_visible()
    assert door.talk.contexts[0]["page"]["sku"] == "CASE-R"
    with page.expect_response("**/context"):
        page.goto(f"{door.url}/p/VZ5")
    assert door.talk.contexts[-1]["page"]["sku"] == "VZ5"
    # What the conversation adds meanwhile would be taken out again.
    assert door.talk.contexts[-1].get("cart") is None
