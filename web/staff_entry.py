"""The door of every staff page: who is not logged in is asked to, who has another role is told so."""

import asyncio
from collections.abc import Mapping
from pathlib import Path

from nicegui import ui

from sales.ports import StaffMember
from web.agent import session
from web.agent.elements import box, button, text
from web.desk_login import log_in

_STYLE = (Path(__file__).parent / "agent" / "desk.css").read_text(encoding="utf-8")
_ADMIN = "admin"
PATIENCE_SECONDS = 20.0
"""How long a page may take to be drawn; a busy machine is no reason for an error page."""
# A page that is there before its line to us would swallow the first clicks and letters.
_SHOW = """<script>(function show() {
  if (window.did_handshake) document.documentElement.classList.add("live");
  else setTimeout(show, 20);
})();</script>"""


async def entered(address: str, title: str, invitation: str, roles: Mapping[str, str]) -> StaffMember | None:
    """Who may see the page, or None once login or refusal is drawn; `roles` gives each role's people in words."""
    ui.colors(primary="#1f5c4d", negative="#a32929", warning="#8a5a00")
    ui.add_css(_STYLE)
    ui.add_head_html(_SHOW)
    ui.query(".nicegui-content").classes(replace="bare")
    who = await asyncio.to_thread(session.member_of, session.current())
    if who is None:
        _ask_login(address, title, invitation)
    elif who.role not in (*roles, _ADMIN):
        _refuse(who, address, title, " and ".join(roles.values()))
    else:
        return who
    return None


def _ask_login(address: str, title: str, invitation: str) -> None:
    with box("div", "login"), box("form", "login-card"):
        text("h1", title)
        text("p", invitation, "quiet")
        name = ui.input(label="Name").props("outlined dense autocomplete=username maxlength=80").classes("words")
        password = ui.input(label="Password", password=True, password_toggle_button=False)
        password.props("outlined dense autocomplete=current-password maxlength=500").classes("words")
        told = text("p", "", "told", role="alert")

        async def enter() -> None:
            token = await log_in(session.parts(), (name.value or "").strip(), password.value or "")
            if token is None:
                password.value = ""
                told.text = "Name or password is wrong."
                return
            session.remember(token)
            ui.navigate.to(address)

        button("Log in", enter, "main")
        for field in (name, password):
            field.on("keydown.enter.prevent", enter)


def _refuse(who: StaffMember, address: str, title: str, people: str) -> None:
    with box("div", "login"), box("div", "login-card"):
        text("h1", title)
        text("p", f"This page is for {people}; you are logged in as {who.username}, {who.role}.")

        def leave() -> None:
            session.forget()
            ui.navigate.to(address)

        button("Log in as somebody else", leave, "main")
