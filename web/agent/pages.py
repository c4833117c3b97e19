"""The desk's addresses."""

from pathlib import Path

from nicegui import ui

from sales.ports import StaffMember
from web.agent import session
from web.agent.desk_page import DeskPage
from web.agent.report_page import ReportPage
from web.staff_entry import PATIENCE_SECONDS, entered

_SCRIPT = (Path(__file__).parent / "desk.js").read_text(encoding="utf-8")


def add_pages() -> None:
    """Make the desk's pages known to NiceGUI."""
    ui.page("/agent", title="Desk", response_timeout=PATIENCE_SECONDS)(_desk)
    ui.page("/agent/report", title="The desk's report", response_timeout=PATIENCE_SECONDS)(_report)


async def _desk(handoff: str = "") -> None:
    if who := await _agent("/agent"):
        ui.add_head_html(f"<script>{_SCRIPT}</script>")
        await DeskPage(session.parts(), who).start(handoff[:80] or None)


async def _report() -> None:
    if await _agent("/agent/report"):
        await ReportPage(session.parts()).show()


async def _agent(address: str) -> StaffMember | None:
    return await entered(address, "Desk", "Log in to see who is waiting.", {"agent": "agents"})
