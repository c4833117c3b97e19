"""The insights' addresses."""

from pathlib import Path

from nicegui import ui

from web.agent import session
from web.insights.pairs_page import PairsPage
from web.insights.rules_page import RulesPage
from web.staff_entry import PATIENCE_SECONDS, entered

_STYLE = (Path(__file__).parent / "insights.css").read_text(encoding="utf-8")


def add_pages() -> None:
    """Make the analysts' pages known to NiceGUI."""
    ui.page("/insights", title="Insights", response_timeout=PATIENCE_SECONDS)(_page)
    ui.page("/insights/pairs", title="What goes with what", response_timeout=PATIENCE_SECONDS)(_pairs)


async def _page() -> None:
    who = await entered("/insights", "Insights", "Log in to see when we kept quiet.", {"analyst": "analysts"})
    if who is not None:
        ui.add_css(_STYLE)
        await RulesPage(session.parts(), who).show()


async def _pairs() -> None:
    invitation = "Log in to review what goes with what."
    who = await entered("/insights/pairs", "Insights", invitation, {"analyst": "analysts"})
    if who is not None:
        ui.add_css(_STYLE)
        await PairsPage(session.parts(), who).show()
