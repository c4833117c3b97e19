"""A customer, an agent and the whole product between them, through real browsers."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.whole import PHONE, Visit, barriers, claim, desk, empty_queue, waiting
from tests.running_app import STAFF_PASSWORD, RunningApp

pytestmark = pytest.mark.slow


@pytest.fixture
def agent(chromium: Browser, app: RunningApp) -> Iterator[Page]:
    """An agent at the desk, in a second browser window."""
    empty_queue(app.url, app.staff("agent"))
    context = chromium.new_context(viewport={"width": 1280, "height": 800})
    yield desk(context, app.url, STAFF_PASSWORD)
    context.close()


def test_with_nobody_at_the_desk_no_live_person_is_promised(customer: BrowserContext, app: RunningApp) -> None:
    app.everybody_leaves()
    visit = Visit(customer, app.url)
    answer = visit.ask("I want to talk to a human")
    assert re.search(r"nobody|no one|away", answer, re.IGNORECASE)
    assert not re.search(r"\d+ minutes?", answer)


def test_refusing_an_offer_changes_nothing(customer: BrowserContext, app: RunningApp) -> None:
    visit = Visit(customer, app.url, f"/p/{PHONE}")
    visit.ask("put this in my basket")
    expect(visit.offers).to_have_count(1)
    visit.offers.get_by_role("button").nth(1).click()
    expect(visit.offers.get_by_role("status")).not_to_be_empty()
    expect(visit.page.locator("[data-cart-count]")).to_have_text("1")


def test_an_unhappy_customer_sees_no_offer_and_none_when_calm_again(customer: BrowserContext, app: RunningApp) -> None:
    visit = Visit(customer, app.url, f"/p/{PHONE}")
    visit.ask("I was promised a call on Monday. It is Thursday.")
    visit.ask("thank you. please put this phone in my basket")
    visit.ask("what is in my basket?")
    expect(visit.offers).to_have_count(0)


def test_a_customer_buys_by_chat_and_takes_what_goes_with_it(customer: BrowserContext, app: RunningApp) -> None:
    visit = Visit(customer, app.url, f"/p/{PHONE}")
    assert "€499" in visit.ask("how much is it?")
    visit.ask("put this in my basket")
    expect(visit.offers).to_have_count(1)
    expect(visit.offers.locator(".reason").first).not_to_be_empty()
    total = visit.offers.locator("dd.all").inner_text()
    visit.offers.get_by_role("button").first.click()
    expect(visit.offers.get_by_role("status")).not_to_be_empty()
    assert total in visit.ask("what is in my basket?")
    assert total in visit.ask("checkout")
    visit.ask("Ann Lee")
    visit.ask("ann@shop.example")
    assert re.search(r"\b\d{4,}\b", visit.ask("yes"))


def test_a_conversation_is_still_there_after_a_reload(customer: BrowserContext, app: RunningApp) -> None:
    visit = Visit(customer, app.url)
    visit.ask("do you have hdmi cables?")
    before = visit.chat.texts()
    visit.page.reload()
    visit.chat.open()
    expect(visit.chat.said("do you have hdmi cables?")).to_be_visible()
    assert visit.chat.texts() == before


def test_customer_and_agent_talk_live_and_the_assistant_keeps_quiet(
    customer: BrowserContext, app: RunningApp, agent: Page
) -> None:
    visit = Visit(customer, app.url)
    visit.ask("my name is Wilma Tannhof and I need a human")
    expect(waiting(agent)).to_have_count(1)
    claim(agent, "person")
    transcript = agent.get_by_role("log")
    expect(transcript).to_contain_text("Wilma Tannhof")
    agent.get_by_label("Message to the customer").fill("Hello Wilma, Ana here.")
    agent.keyboard.press("Enter")
    expect(visit.chat.said("Hello Wilma, Ana here.")).to_be_visible()
    visit.chat.say("do you have hdmi cables?")
    expect(transcript).to_contain_text("do you have hdmi cables?")
    assert visit.chat.texts()[-1] == "customer: do you have hdmi cables?"
    agent.get_by_role("button", name="Return to assistant").click()
    agent.get_by_role("button", name="Return", exact=True).click()
    expect(agent.get_by_label("Message to the customer")).to_have_count(0)
    assert visit.ask("do you have hdmi cables?")


def test_a_project_reaches_the_desk_with_what_it_needs(customer: BrowserContext, app: RunningApp, agent: Page) -> None:
    visit = Visit(customer, app.url)
    asked = visit.ask("we're opening a dental practice, eight rooms, need screens, wifi, music, all of it installed")
    assert re.search("budget|cost", asked)
    visit.ask("june, maybe 25k")
    visit.ask("anna@dental.example")
    expect(waiting(agent)).to_have_count(1)
    waiting(agent).click()
    expect(agent.get_by_role("region", name="Tools")).to_contain_text("eight rooms")
    expect(agent.get_by_role("region", name="Tools")).to_contain_text("25")


@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_on_shop_pages_with_the_chat_open(chromium: Browser, app: RunningApp, width: int) -> None:
    context = chromium.new_context(viewport={"width": width, "height": 800}, reduced_motion="reduce")
    found = {}
    for path in ("/", f"/p/{PHONE}", "/cart", "/checkout"):
        page = context.new_page()
        page.goto(app.url + path)
        found[path] = barriers(page)
    visit = Visit(context, app.url, f"/p/{PHONE}")
    visit.ask("put this in my basket")
    expect(visit.offers).to_have_count(1)
    found["chat"] = barriers(visit.page)
    context.close()
    assert {path: what for path, what in found.items() if what} == {}


@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_at_the_desk_of_the_whole_product(
    customer: BrowserContext, chromium: Browser, app: RunningApp, width: int
) -> None:
    empty_queue(app.url, app.staff("agent"))
    Visit(customer, app.url).ask("I want to talk to a human")
    context = chromium.new_context(viewport={"width": width, "height": 800}, reduced_motion="reduce")
    login = context.new_page()
    login.goto(f"{app.url}/agent")
    expect(login.get_by_role("button", name="Log in")).to_be_visible()
    found = barriers(login)
    page = desk(context, app.url, STAFF_PASSWORD)
    expect(waiting(page)).to_have_count(1)
    found += barriers(page)
    claim(page, "person")
    found += barriers(page)
    context.close()
    assert found == []
