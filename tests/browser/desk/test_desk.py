"""The agents' desk in a real browser."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from sales.conversation import HandoffState
from sales.ports import StaffMember
from tests.browser.desk.conftest import Site

pytestmark = pytest.mark.slow
Desk = Callable[..., Page]


def take(page: Page, reason: str) -> None:
    """Choose the waiting conversation and claim it."""
    page.locator("button.card", has_text=reason).click()
    page.get_by_role("button", name="Claim").click()
    expect(page.get_by_label("Message to the customer")).to_be_visible()


def violations(page: Page) -> list[str]:
    """What axe finds."""
    return [f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in Axe().run(page).response["violations"]]


def test_a_wrong_password_opens_nothing_and_is_said(desk_of: Desk) -> None:
    page = desk_of("agent", "wrong")
    expect(page.get_by_role("alert")).to_have_text("Name or password is wrong.")
    expect(page.get_by_role("heading", name="Queue")).to_have_count(0)


def test_who_is_no_agent_is_told_so(desk_of: Desk) -> None:
    page = desk_of("analyst")
    expect(page.get_by_text("This page is for agents")).to_be_visible()
    expect(page.get_by_role("heading", name="Queue")).to_have_count(0)


def test_what_a_colleague_claims_cannot_be_claimed_any_more(desk_of: Desk, site: Site) -> None:
    handoff = site.customer().call_person("two agents want this")
    page = desk_of("agent")
    page.locator("button.card", has_text="Two agents want this").click()
    claim = page.get_by_role("button", name="Claim")
    expect(claim).to_be_visible()
    # The colleague is faster: the button goes by itself, without a click.
    site.parts.desk.claim(handoff, StaffMember("admin", "admin"))
    expect(claim).to_have_count(0)
    expect(page.get_by_text("live with admin").first).to_be_visible()
    expect(page.get_by_label("Message to the customer")).to_have_count(0)


def test_customer_and_agent_talk_live_and_the_assistant_is_silent(desk_of: Desk, site: Site) -> None:
    customer = site.customer()
    customer.say("we open a practice")
    customer.call_person("a project to plan", {"what": "eight rooms", "budget": "about 25000"})
    page = desk_of("agent")
    take(page, "A project to plan")
    expect(page.get_by_label("Tools")).to_contain_text("eight rooms")
    expect(page.get_by_role("log")).to_contain_text("we open a practice")
    page.get_by_label("Message to the customer").fill("Hello, Ana here.")
    page.keyboard.press("Enter")
    expect(page.get_by_role("log")).to_contain_text("Hello, Ana here.")
    assert customer.say("<b>hi</b> Ana") == []
    expect(page.get_by_role("log")).to_contain_text("<b>hi</b> Ana")
    assert customer.history()[-2:] == [("agent", "Hello, Ana here."), ("customer", "<b>hi</b> Ana")]
    page.get_by_role("button", name="Return to assistant").click()
    page.get_by_role("button", name="Return", exact=True).click()
    expect(page.get_by_label("Message to the customer")).to_have_count(0)
    assert customer.say("cases?") == ["heard: cases?"]


def test_given_back_with_the_tick_nothing_is_offered_there_any_more(desk_of: Desk, site: Site) -> None:
    customer = site.customer()
    handoff = customer.call_person("to be given back")
    page = desk_of("agent")
    take(page, "To be given back")
    page.keyboard.press("Alt+KeyG")
    page.get_by_label("Note for colleagues").fill("His father died.")
    page.get_by_role("checkbox", name="No offers in this conversation").click()
    page.get_by_role("button", name="Return", exact=True).click()
    expect(page.locator("button.card", has_text="To be given back")).to_have_count(0)
    assert site.parts.store.handoffs.get(handoff).return_note == "His father died. No offers in this conversation."
    assert site.parts.store.turns.standing(customer.id).no_offers
    assert customer.say("and now?") == ["heard: and now?"]


def test_closing_asks_how_it_ended_and_ends_it(desk_of: Desk, site: Site) -> None:
    handoff = site.customer().call_person("to be closed")
    page = desk_of("agent")
    take(page, "To be closed")
    page.get_by_role("button", name="Close", exact=True).click()
    page.get_by_role("button", name="Sold", exact=True).click()
    expect(page.locator("button.card", has_text="To be closed")).to_have_count(0)
    closed = site.parts.store.handoffs.get(handoff)
    assert (closed.state.value, closed.disposition) == ("closed", "Sold")


def test_who_waits_appears_without_a_reload_and_the_tab_counts(desk_of: Desk, site: Site) -> None:
    page = desk_of("agent")
    expect(page.get_by_role("heading", name="Queue")).to_be_visible()
    waiting = len(site.parts.desk.queue(HandoffState.WAITING))
    site.customer().call_person("came just now")
    expect(page.locator("button.card", has_text="Came just now")).to_be_visible()
    expect(page).to_have_title(f"({waiting + 1}) Desk")


@pytest.mark.parametrize("width", [1280, 390])
def test_the_desk_has_no_barrier_that_axe_finds(desk_of: Desk, site: Site, width: int) -> None:
    customer = site.customer()
    customer.say("hello")
    customer.call_person(f"looked at {width} wide", {"what": "screens"})
    page = desk_of("agent", width=width)
    expect(page.locator("button.card", has_text=f"{width} wide")).to_be_visible()
    assert violations(page) == []
    take(page, f"{width} wide")
    expect(page.get_by_role("log")).to_contain_text("hello")
    assert violations(page) == []
    page.get_by_role("button", name="Close", exact=True).click()
    expect(page.get_by_text("How did it end?")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("button", name="Go on talking").click()
    page.get_by_role("button", name="Return to assistant").click()
    page.get_by_role("button", name="Return", exact=True).click()
    expect(page.get_by_label("Message to the customer")).to_have_count(0)


def test_the_login_has_no_barrier_that_axe_finds(desk_of: Desk, site: Site) -> None:
    page = desk_of("nobody", "wrong")
    expect(page.get_by_role("alert")).not_to_be_empty()
    assert violations(page) == []
