"""The trainers' address: who is not logged in is asked to, who is no trainer is told so."""

import asyncio
from pathlib import Path

from nicegui import ui

from sales.ports import StaffMember
from web.agent import session
from web.agent.elements import box, button, text
from web.desk_login import log_in
from web.trainer.school import School

_STYLES = tuple(
    (Path(__file__).parent.parent / place).read_text(encoding="utf-8")
    for place in ("agent/desk.css", "trainer/school.css")
)
_MAY = ("trainer", "admin")
_PATH = "/trainer"


def add_pages() -> None:
    """Make the trainers' page known to NiceGUI."""
    ui.page(_PATH, title="School")(_page)


async def _page() -> None:
    ui.colors(primary="#1f5c4d", negative="#a32929", warning="#8a5a00")
    for style in _STYLES:
        ui.add_css(style)
    ui.query(".nicegui-content").classes(replace="bare")
    who = await asyncio.to_thread(session.member_of, session.token())
    if who is None:
        _ask_login()
    elif who.role not in _MAY:
        _refuse(who)
    else:
        await School(session.parts(), who).start()


def _ask_login() -> None:
    with box("div", "login"), box("form", "login-card"):
        text("h1", "School")
        text("p", "Log in to teach the assistant.", "quiet")
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
            ui.navigate.to(_PATH)

        button("Log in", enter, "main")
        for field in (name, password):
            field.on("keydown.enter.prevent", enter)


def _refuse(who: StaffMember) -> None:
    with box("div", "login"), box("div", "login-card"):
        text("h1", "School")
        text("p", f"This page is for trainers; you are logged in as {who.username}, {who.role}.")

        def leave() -> None:
            session.forget()
            ui.navigate.to(_PATH)

        button("Log in as somebody else", leave, "main")
