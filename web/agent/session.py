"""Who is logged in on a staff page, and the parts that the pages use."""

from nicegui import app

from chat.parts import Parts
from sales.ports import StaffMember

_TOKEN = "token"
_USED: list[Parts] = []


def use(parts: Parts) -> None:
    """Serve the pages with these parts from now on; what a browser's session keeps lies in the shop's home."""
    _USED[:] = [parts]
    app.storage.path = parts.settings.home / "staff-sessions"


def parts() -> Parts:
    """The parts that serve the pages."""
    return _USED[0]


def token() -> str | None:
    """This browser's session token, or None."""
    kept = app.storage.user.get(_TOKEN)
    return kept if isinstance(kept, str) else None


def member_of(kept: str | None) -> StaffMember | None:
    """The staff member behind a token, or None; looked up each time, so that logging out holds everywhere."""
    return parts().store.staff.by_token(kept, parts().clock()) if kept else None


def remember(new: str) -> None:
    """Keep the session's token for this browser."""
    app.storage.user[_TOKEN] = new


def forget() -> None:
    """End the session."""
    kept = app.storage.user.pop(_TOKEN, None)
    if isinstance(kept, str):
        parts().store.staff.log_out(kept)
