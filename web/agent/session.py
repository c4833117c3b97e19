"""Who is logged in on a staff page, and the parts that the pages use."""

from nicegui import app

from chat.identity import hash_of
from chat.parts import Parts
from sales.ports import StaffMember

_SESSION = "session"
_USED: list[Parts] = []


def use(parts: Parts) -> None:
    """Serve the pages with these parts from now on; what a browser's session keeps lies in the shop's home."""
    _USED[:] = [parts]
    app.storage.path = parts.settings.home / "staff-sessions"


def parts() -> Parts:
    """The parts that serve the pages."""
    return _USED[0]


def current() -> str | None:
    """This browser's session by the digest of its token, or None."""
    kept = app.storage.user.get(_SESSION)
    return kept if isinstance(kept, str) else None


def member_of(kept: str | None) -> StaffMember | None:
    """The staff member behind a session, or None; looked up each time, so that logging out holds everywhere."""
    return parts().store.staff.by_session(kept, parts().clock()) if kept else None


def remember(new: str) -> None:
    """Keep the session for this browser; what lies in the home opens nothing by itself."""
    app.storage.user[_SESSION] = hash_of(new)


def forget() -> None:
    """End the session."""
    kept = app.storage.user.pop(_SESSION, None)
    if isinstance(kept, str):
        parts().store.staff.end_session(kept)
