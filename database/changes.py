"""Waking listeners of every process: a row for each change, written in the transaction in which it happens."""

from datetime import datetime

from sqlalchemy import Connection, insert

from database.tables import changes
from sales.handoff.ports import ChangeKind

_WRITE = insert(changes)


def note_change(connection: Connection, conversation_id: str, kind: ChangeKind, now: datetime, who: str = "") -> None:
    """Write the change down; it goes when its conversation is erased."""
    connection.execute(_WRITE, {"conversation_id": conversation_id, "kind": kind.value, "who": who[:80], "at": now})
