"""Who is logged in on a staff page, and the parts that the pages use."""

from nicegui import app

from chat.parts import Parts
from sales.ports import StaffMember

_TOKEN = "token"
_USED: list[Parts] = []


def use(parts: Parts) -> None:
    """Serve the pages with these parts from now on."""
    _USED[:] = [parts]


def parts() -> Parts:
    """The parts that serve the pages."""
    return _USED[0]


def member() -> StaffMember | None:
    """The staff member of this browser, or None; looks the session up, so that logging out holds everywhere."""
    token = app.storage.user.get(_TOKEN)
    return parts().store.staff.by_token(token, parts().clock()) if token else None


def remember(token: str) -> None:
    """Keep the session's token for this browser."""
    app.storage.user[_TOKEN] = token


def forget() -> None:
    """End the session."""
    token = app.storage.user.pop(_TOKEN, None)
    if token:
        parts().store.staff.log_out(token)
