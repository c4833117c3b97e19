"""What an agent has begun to write, kept in the browser's session for each conversation."""

from nicegui import app

_DRAFTS = "drafts"


def draft(handoff_id: str) -> str:
    """What was begun there, or nothing."""
    return _kept().get(handoff_id, "")


def keep_draft(handoff_id: str, words: str) -> None:
    """Keep these words; blank ones are forgotten."""
    if words.strip():
        _kept()[handoff_id] = words
    else:
        _kept().pop(handoff_id, None)


def _kept() -> dict[str, str]:
    kept: dict[str, str] = app.storage.user.setdefault(_DRAFTS, {})
    return kept
