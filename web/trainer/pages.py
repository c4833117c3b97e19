"""The trainers' address."""

from pathlib import Path

from nicegui import ui

from web.agent import session
from web.staff_entry import PATIENCE_SECONDS, entered
from web.trainer.school import School

_STYLE = (Path(__file__).parent / "school.css").read_text(encoding="utf-8")


def add_pages() -> None:
    """Make the trainers' page known to NiceGUI."""
    ui.page("/trainer", title="School", response_timeout=PATIENCE_SECONDS)(_page)


async def _page() -> None:
    who = await entered("/trainer", "School", "Log in to teach the assistant.", {"trainer": "trainers"})
    if who is not None:
        ui.add_css(_STYLE)
        ui.add_head_html('<script src="/widget-preview.js" defer></script>')
        await School(session.parts(), who).start()
