"""The review of what goes with what, in a real browser: by mouse, by keyboard, on a desk and on a phone."""

from collections.abc import Callable, Iterator
from decimal import Decimal

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import insert

from database.session import open_engine, writing
from database.tables import products, relations
from tests.browser.desk.conftest import Site, desks, site  # noqa: F401
from tests.browser.whole import barriers

pytestmark = pytest.mark.slow
Opened = Callable[..., Page]
NAMES = {
    "PRESS": "Coffee press",
    "MILL": "Hand mill",
    "SCALE": "Kitchen scale",
    "KETTLE": "Swan-neck kettle",
    "FILTER": "Paper filters",
}
PAIRS = (
    ("PRESS", "MILL", "mined", "proposed", 0.9, 40, None),
    ("MILL", "PRESS", "mined", "proposed", 0.8, 40, None),
    ("PRESS", "SCALE", "mined", "proposed", 0.7, 12, 30),
    ("PRESS", "KETTLE", "text", "live", 0.4, None, None),
    ("FILTER", "FILTER", "mined", "proposed", 0.6, None, 31),
)


@pytest.fixture
def mined_site(site: Site) -> Site:  # noqa: F811
    """A shop in which three mined pairs wait, and one read from words is live."""
    engine = open_engine(f"sqlite:///{site.parts.settings.home / 'goeswith.db'}")
    with writing(engine) as connection:
        for table in (relations, products):
            connection.execute(table.delete())
        rows = [{"sku": sku, "name": name, "price": Decimal(10), "stock": 5} for sku, name in NAMES.items()]
        connection.execute(insert(products), rows)
        for source, target, origin, state, score, together, days in PAIRS:
            counted = {"together": together, "out_of": 50, "lift": 3.2, "sureness": 0.7} if together else {}
            if source == target:
                counted = {"customers": 9, "intervals": 20, "early_days": 28, "late_days": 35}
            row = {
                "source": source,
                "kind": "refill" if source == target else "complement",
                "target": target,
                "origin": origin,
                "state": state,
            }
            kept = {"score": score, "after_days": days, "evidence": {"source": "orders until 2026-11-20", **counted}}
            connection.execute(insert(relations).values(**row, **kept))
    engine.dispose()
    site.parts.store.proposals.set_rule(None, by="admin", now=site.parts.clock())
    return site


@pytest.fixture
def pairs_of(chromium: Browser, mined_site: Site) -> Iterator[Opened]:
    """Opens the page for a staff member in a browser of their own."""
    with desks(chromium, mined_site, "/insights/pairs") as opened:
        yield opened


def states(site: Site) -> dict[tuple[str, str], str]:  # noqa: F811
    """The state of every relation in the database."""
    engine = open_engine(f"sqlite:///{site.parts.settings.home / 'goeswith.db'}")
    with engine.connect() as connection:
        rows = connection.execute(relations.select()).all()
    engine.dispose()
    return {(row.source, row.target): row.state for row in rows}


def test_who_is_no_analyst_sees_no_pair(pairs_of: Opened) -> None:
    page = pairs_of("agent")
    expect(page.get_by_text("This page is for analysts")).to_be_visible()
    expect(page.get_by_role("button", name="Accept")).to_have_count(0)


def test_an_analyst_cannot_set_the_rule(pairs_of: Opened) -> None:
    page = pairs_of("analyst")
    expect(page.get_by_text("No rule: every mined pair waits")).to_be_visible()
    expect(page.get_by_role("button", name="Set the rule")).to_have_count(0)


@pytest.mark.parametrize("width", [1280, 390])
def test_the_list_reads_well_and_fits_its_screen(pairs_of: Opened, width: int) -> None:
    page = pairs_of("admin", width=width)
    expect(page.get_by_role("status")).to_have_text("3 pairs are waiting for review.")
    expect(page.get_by_role("listitem").first).to_contain_text("in 40 of 50 orders · 3.2 times chance · 70 % sure")
    expect(page.get_by_role("listitem").nth(2)).to_contain_text("bought about 30 days later")
    assert barriers(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_pairs_are_decided_by_the_keyboard_alone(pairs_of: Opened, mined_site: Site) -> None:
    page = pairs_of("analyst")
    page.get_by_role("button", name="Accept Coffee press + Hand mill").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("Coffee press + Hand mill is live. 2 pairs are waiting for review.")
    expect(page.get_by_role("button", name="Accept Hand mill + Coffee press")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.get_by_role("status")).to_contain_text("Hand mill + Coffee press is pinned.")
    assert states(mined_site) == {
        ("PRESS", "MILL"): "live",
        ("MILL", "PRESS"): "pinned",
        ("PRESS", "SCALE"): "proposed",
        ("PRESS", "KETTLE"): "live",
        ("FILTER", "FILTER"): "proposed",
    }


def test_a_ban_holds_in_both_directions_and_can_be_taken_back(pairs_of: Opened, mined_site: Site) -> None:
    page = pairs_of("analyst")
    page.get_by_role("button", name="Ban Coffee press + Hand mill").click()
    expect(page.get_by_role("status")).to_contain_text("is banned, in both directions. 1 pair is")
    page.get_by_label("Show").select_option("banned")
    expect(page.get_by_role("listitem")).to_have_count(2)
    page.get_by_role("button", name="Accept Coffee press + Hand mill").click()
    expect(page.get_by_role("listitem")).to_have_count(1)
    assert states(mined_site)["PRESS", "MILL"] == "live"


def test_new_combinations_and_what_was_read_from_words_have_lists_of_their_own(pairs_of: Opened) -> None:
    page = pairs_of("analyst")
    page.get_by_label("Show").select_option("new combinations")
    expect(page.get_by_role("status")).to_have_text("2 new combinations that nobody has related yet.")
    page.get_by_label("Show").select_option("live")
    page.get_by_label("Found in").select_option("text")
    expect(page.get_by_role("listitem").first).to_contain_text("Swan-neck kettle")
    expect(page.get_by_role("listitem")).to_have_count(1)


def test_what_is_bought_again_is_accepted_with_its_interval(pairs_of: Opened, mined_site: Site) -> None:
    page = pairs_of("analyst")
    page.get_by_label("Found in").select_option("again")
    expect(page.get_by_role("listitem").first).to_contain_text("Paper filters is bought again")
    expect(page.get_by_role("listitem")).to_have_count(1)
    expect(page.get_by_role("listitem")).to_contain_text("by 9 customers, mostly 28 to 35 days later")
    page.get_by_role("button", name="Accept Paper filters, bought again").click()
    expect(page.get_by_role("status")).to_have_text(
        "Paper filters, bought again, is live. 0 pairs are waiting for review."
    )
    assert mined_site.parts.store.catalogue.get("FILTER").reorder_days == 31


def test_the_admins_rule_accepts_what_passes_and_is_told(pairs_of: Opened, mined_site: Site) -> None:
    page = pairs_of("admin")
    page.get_by_label("Sure in %").fill("101")
    page.get_by_role("button", name="Set the rule").click()
    expect(page.get_by_role("status")).to_contain_text("A rule needs a number of orders")
    page.get_by_label("Sure in %").fill("65")
    page.get_by_role("button", name="Set the rule").click()
    expect(page.get_by_role("status")).to_have_text(
        "The rule holds; it accepted 2 at once. 1 pair is waiting for review."
    )
    expect(page.get_by_text("Pairs seen in 30 orders or more and at least 65 % sure go live")).to_be_visible()
    assert states(mined_site)["PRESS", "MILL"] == "live"
    page.get_by_role("button", name="End it").click()
    expect(page.get_by_text("No rule: every mined pair waits")).to_be_visible()
