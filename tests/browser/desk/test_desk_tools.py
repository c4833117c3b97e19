"""What an agent does besides talking: quote, pass on, note, uncover, by mouse and by keys; and the customer."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from database.session import open_engine
from jobs.import_shop import import_files
from sales.conversation import HandoffState, Owner
from sales.ports import StaffMember
from tests.browser.desk.conftest import Customer, Site
from tests.browser.desk.test_desk import Desk, take, violations
from tests.browser.whole import PATIENCE

pytestmark = pytest.mark.slow
Widget = Callable[[], tuple[Page, Customer]]


@pytest.fixture(scope="module")
def shelf(site: Site) -> None:
    """A kettle to quote."""
    file = site.parts.settings.home / "products.csv"
    head = "sku,name,brand,category,kind,price,cost,currency,stock"
    row = "KET,Pressa kettle,Pressa,kettles,good,80,40,EUR,7"
    file.write_text(f"{head}\n{row}\n", encoding="utf-8")
    report = import_files(open_engine(site.parts.settings.database), [file], now=datetime.now(UTC), currency="EUR")
    assert report.as_dict()["kept"] == 1, report.as_dict()


@pytest.fixture
def widget(chromium: Browser, site: Site) -> Iterator[Widget]:
    """Opens the shop's chat for a customer and says hello."""
    contexts = []

    def opened() -> tuple[Page, Customer]:
        context = chromium.new_context(viewport={"width": 900, "height": 800})
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        with page.expect_response(lambda answer: answer.url.endswith("/api/v1/conversations")) as begun:
            page.goto(f"{site.url}/")
            chat = page.locator("goeswith-chat")
            chat.get_by_role("button", name="Chat with").click()
            chat.get_by_role("textbox").fill("hello")
            page.keyboard.press("Enter")
        expect(chat).to_contain_text("heard: hello")
        talk = begun.value.json()
        return page, Customer(site, talk["id"], {"Authorization": f"Bearer {talk['token']}"})

    yield opened
    for context in contexts:
        context.close()


def test_a_quote_is_built_sent_and_becomes_an_order_by_one_tap(
    desk_of: Desk, site: Site, widget: Widget, shelf: None
) -> None:
    shop, customer = widget()
    customer.call_person("wants kettles", {"contact": "kim@example.org"})
    page = desk_of("agent")
    take(page, "Wants kettles")
    page.get_by_role("tab", name="Products").click()
    page.get_by_label("Search products").fill("kettle")
    expect(page.get_by_label("Tools")).to_contain_text("7 in stock")
    page.get_by_role("button", name="Put Pressa kettle into the quote").click()
    page.get_by_label("Pieces of Pressa kettle").fill("2")
    page.get_by_label("Discount %").fill("25")
    expect(page.get_by_label("Tools")).to_contain_text("between 0 and 10%")
    page.get_by_label("Discount %").fill("10")
    expect(page.get_by_label("Tools")).to_contain_text("€144")
    page.get_by_role("button", name="Send quote").click()
    chat = shop.locator("goeswith-chat")
    chat.get_by_role("button", name="Order for €144.00").click()
    expect(chat).to_contain_text(re.compile(r"Ordered\. Your number is \d+"))
    order = site.parts.store.orders.by_number(site.parts.store.quotes.of_conversation(customer.id)[0].order_number)
    assert (order.total, order.email) == (Decimal("144.00"), "kim@example.org")
    expect(page.get_by_role("log")).to_contain_text("Quote: 2 x Pressa kettle")


def test_both_sides_see_the_other_write_and_what_was_read(desk_of: Desk, widget: Widget) -> None:
    shop, customer = widget()
    customer.call_person("typing on both sides")
    page = desk_of("agent")
    take(page, "Typing on both sides")
    chat = shop.locator("goeswith-chat")
    page.get_by_label("Message to the customer").press_sequentially("Hel")
    expect(chat.locator(".typing")).to_be_visible()
    page.get_by_label("Message to the customer").press_sequentially("lo")
    page.keyboard.press("Enter")
    expect(chat).to_contain_text("Hello")
    expect(page.locator(".read-state")).to_have_text("Seen")
    chat.get_by_role("textbox").press_sequentially("ok")
    expect(page.locator(".read-state")).to_have_text("The customer is writing …")


def test_the_rating_is_asked_once_and_kept(desk_of: Desk, site: Site, widget: Widget) -> None:
    shop, customer = widget()
    handoff = customer.call_person("to be rated")
    page = desk_of("agent")
    take(page, "To be rated")
    page.get_by_label("Message to the customer").fill("Done.")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Close", exact=True).click()
    page.get_by_role("button", name="Solved", exact=True).click()
    chat = shop.locator("goeswith-chat")
    expect(chat.get_by_role("group", name="How was our colleague's help?")).to_be_visible()
    found = Axe().run(shop, context={"include": [["goeswith-chat"]]}).response["violations"]
    assert [one["id"] for one in found] == []
    chat.get_by_role("button", name="4 of 5").click()
    expect(chat).to_contain_text("Noted, thank you.")
    assert site.parts.store.handoffs.get(handoff).rating == 4
    shop.reload()
    expect(chat).to_contain_text("Done.")
    expect(chat.get_by_role("button", name="4 of 5")).to_have_count(0)


def test_passing_on_leaves_it_to_the_colleague_and_with_people(desk_of: Desk, site: Site) -> None:
    customer = site.customer()
    handoff = customer.call_person("for a colleague")
    colleague = desk_of("admin")
    expect(colleague.get_by_role("heading", name="Queue")).to_be_visible()
    page = desk_of("agent")
    take(page, "For a colleague")
    page.get_by_role("button", name="Pass on").click()
    page.get_by_role("button", name="admin (colleague)").click()
    expect(page.get_by_label("Message to the customer")).to_have_count(0)
    assert site.parts.store.conversations.get(customer.id).owner is Owner.QUEUE
    passed = site.parts.store.handoffs.get(handoff)
    assert (passed.state, passed.wanted_agent) == (HandoffState.WAITING, "admin")
    take(colleague, "For a colleague")
    assert site.parts.store.handoffs.get(handoff).agent == "admin"


def test_personal_data_is_covered_until_needed_and_the_look_is_logged(desk_of: Desk, site: Site) -> None:
    customer = site.customer()
    customer.say("write to wilma@example.org")
    customer.call_person("has an address", {"contact": "wilma@example.org"})
    page = desk_of("agent")
    page.locator("button.card", has_text="Has an address").click()
    expect(page.get_by_role("log")).to_contain_text("w•••@example.org")
    expect(page.locator(".desk")).not_to_contain_text("wilma@example.org")
    page.get_by_role("button", name="Show personal data").click()
    expect(page.get_by_role("log")).to_contain_text("wilma@example.org")


def test_a_chat_is_claimed_answered_noted_and_closed_by_keys_alone(desk_of: Desk, site: Site) -> None:
    for one in site.parts.desk.queue(HandoffState.WAITING):
        site.parts.desk.claim(one.id, StaffMember("admin", "admin"))
    customer = site.customer()
    handoff = customer.call_person("by keys alone")
    page = desk_of("agent")
    expect(page.locator("button.card", has_text="By keys alone")).to_be_visible()
    page.keyboard.press("Alt+KeyC")
    line = page.get_by_label("Message to the customer")
    expect(line).to_be_focused()
    page.keyboard.press("Alt+KeyR")
    page.get_by_label("Search replies").press_sequentially("two minutes")
    expect(page.locator("button.reply")).to_have_count(1)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(line).to_have_value(re.compile("two minutes"))
    page.keyboard.press("Alt+KeyW")
    expect(line).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("log")).to_contain_text("two minutes")
    page.keyboard.press("Alt+KeyN")
    expect(page.get_by_role("tab", name="Notes")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Alt+KeyX")
    sold = page.get_by_role("button", name="Sold", exact=True)
    expect(sold).to_be_visible()
    sold.focus()
    page.keyboard.press("Enter")
    expect(line).to_have_count(0)
    assert site.parts.store.handoffs.get(handoff).disposition == "Sold"
    assert customer.history()[-1][0] == "agent"


def test_an_agents_reload_loses_neither_the_chat_nor_what_was_begun(desk_of: Desk, site: Site) -> None:
    customer = site.customer()
    customer.call_person("across a reload")
    page = desk_of("agent")
    take(page, "Across a reload")
    line = page.get_by_label("Message to the customer")
    line.press_sequentially("I was about to")
    expect(line).to_have_value("I was about to")
    customer.say("while you reload")
    expect(page.get_by_role("log")).to_contain_text("while you reload")
    page.reload()
    expect(page.get_by_role("log")).to_contain_text("while you reload")
    expect(line).to_have_value("I was about to")


def test_on_a_phone_a_tool_opens_from_its_top_and_a_number_is_no_address(desk_of: Desk, site: Site) -> None:
    need = {"what": "a kettle", "contact": "0171 555 1234", **{f"fact {number}": "said" for number in range(20)}}
    site.customer().call_person("on a phone", need)
    page = desk_of("agent", width=390)
    take(page, "On a phone")
    page.get_by_text("Nothing was offered yet.").scroll_into_view_if_needed()
    page.get_by_role("tab", name="Quote").click()
    expect(page.get_by_text("Nothing in it yet.")).to_be_in_viewport()
    expect(page.get_by_label("E-mail for the order")).to_have_value("")


@pytest.mark.parametrize("width", [1280, 390])
def test_no_tool_and_no_report_has_a_barrier_that_axe_finds(desk_of: Desk, site: Site, shelf: None, width: int) -> None:
    customer = site.customer()
    customer.say("kettles for the office")
    customer.call_person(f"tools at {width}", {"what": "kettle", "how many": "3"})
    page = desk_of("agent", width=width)
    take(page, f"Tools at {width}")
    for name in ("Products", "Quote", "Notes", "Brief"):
        page.get_by_role("tab", name=name).click()
        expect(page.get_by_role("tab", name=name)).to_have_attribute("aria-selected", "true")
        assert violations(page) == []
    page.keyboard.press("Alt+KeyR")
    expect(page.get_by_label("Search replies")).to_be_visible()
    assert violations(page) == []
    page.goto(f"{site.url}/agent/report")
    expect(page.get_by_text("To the first human word")).to_be_visible()
    assert violations(page) == []
