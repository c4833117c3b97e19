"""The header that the analysts' pages share."""

from collections.abc import Iterator
from contextlib import contextmanager

from nicegui import ui

from sales.ports import StaffMember
from web.agent import session
from web.agent.elements import box, button, text

PAGES = {"/insights": "When we kept quiet", "/insights/pairs": "What goes with what"}


@contextmanager
def framed(who: StaffMember, address: str) -> Iterator[None]:
    """Draw the header with the doors to all pages, then what stands below it."""
    with box("div", "insights"):
        with box("header", "top"):
            text("h1", "Insights")
            with box("nav", "doors", aria_label="Pages"):
                for page, name in PAGES.items():
                    here = {"aria_current": "page"} if page == address else {}
                    text("a", name, "btn", href=page, **here)
            text("span", who.username, "who")
            button("Log out", lambda: _log_out(address))
        with box("div", "page"):
            text("h2", PAGES[address], "title")
            yield


def _log_out(address: str) -> None:
    session.forget()
    ui.navigate.to(address)
