"""The analysts' page in a real browser, on a desk and on a phone."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from sales.offer import Decision, Reason, Verdict
from tests.browser.desk.conftest import Site, desks, site  # noqa: F401
from tests.browser.whole import barriers
from tests.sales.make import candidate, situation

pytestmark = pytest.mark.slow
Insights = Callable[..., Page]


@pytest.fixture(scope="module")
def quiet_site(site: Site) -> Site:  # noqa: F811
    """A shop that kept quiet three times lately, and once long ago."""
    talk, store = site.customer(), site.parts.store
    unhappy = Decision(None, Reason.UNHAPPY, (Verdict("CARD", "CAMERA", Reason.UNHAPPY, 1.0),), (candidate(),))
    sold_out = Decision(
        None, Reason.NOTHING_QUALIFIES, (Verdict("CARD", "CAMERA", Reason.OUT_OF_STOCK, 1.0),), (candidate(),)
    )
    for days, decision in ((0, unhappy), (1, unhappy), (2, sold_out), (300, unhappy)):
        seen = replace(situation(conversation_id=talk.id), now=datetime.now(UTC) - timedelta(days=days))
        store.offers.record(seen, decision, None)
    return site


@pytest.fixture
def insights_of(chromium: Browser, quiet_site: Site) -> Iterator[Insights]:
    """Opens the page for a staff member in a browser of their own."""
    with desks(chromium, quiet_site, "/insights") as opened:
        yield opened


def test_who_is_no_analyst_is_told_so(insights_of: Insights) -> None:
    page = insights_of("trainer")
    expect(page.get_by_text("This page is for analysts")).to_be_visible()
    expect(page.get_by_role("table")).to_have_count(0)


@pytest.mark.parametrize("width", [1280, 390])
def test_the_page_reads_well_and_fits_its_screen(insights_of: Insights, width: int) -> None:
    page = insights_of("analyst", width=width)
    expect(page.get_by_role("status")).to_contain_text("3 decisions: 0 offers, 3 silences (100 %)")
    assert barriers(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_each_rule_shows_how_often_and_where_it_held_back(insights_of: Insights) -> None:
    page = insights_of("analyst")
    row = page.get_by_role("row", name="Unhappy")
    expect(row.get_by_role("cell").nth(0)).to_have_text("2")
    row.get_by_text("Examples of").click()
    expect(row.get_by_text("cart: CAMERA").first).to_be_visible()


def test_another_period_counts_again_and_a_wrong_one_is_said(insights_of: Insights) -> None:
    page = insights_of("analyst")
    page.get_by_label("From").fill("2020-01-01")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("status")).to_contain_text("4 decisions")
    page.get_by_label("To").fill("2019-01-01")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("status")).to_contain_text("ends before it begins")


def test_the_table_is_taken_away_as_a_file(insights_of: Insights) -> None:
    page = insights_of("analyst")
    with page.expect_download() as taken:
        page.get_by_role("button", name="Download as CSV").click()
    written = Path(taken.value.path()).read_text(encoding="utf-8")
    assert written.splitlines()[0].startswith("rule,held_back,candidates_dropped")
    assert "out of stock,0,1" in written
