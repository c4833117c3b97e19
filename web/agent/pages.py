"""The desk's address."""

from nicegui import ui

from web.agent import session
from web.agent.desk_page import DeskPage
from web.staff_entry import entered


def add_pages() -> None:
    """Make the desk's pages known to NiceGUI."""
    ui.page("/agent", title="Desk")(_page)


async def _page() -> None:
    who = await entered("/agent", "Desk", "Log in to see who is waiting.", {"agent": "agents"})
    if who is not None:
        await DeskPage(session.parts(), who).start()
