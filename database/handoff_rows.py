"""Rows of `handoffs` as values, read and changed within a caller's transaction; every change is announced."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select, update

from database.changes import note_change
from database.conversation_rows import hold
from database.outbox import announce
from database.tables import conversations, handoffs
from sales.conversation import Handoff, HandoffState, Message, Owner
from sales.errors import NotFoundError
from sales.handoff.ports import ChangeKind
from sales.webhooks import EventKind

OPEN_STATES = (HandoffState.WAITING.value, HandoffState.LIVE.value, HandoffState.CALLBACK.value)


def row_of(connection: Connection, handoff_id: str) -> Row[Any]:
    """The handoff's row, or `NotFoundError`."""
    row = connection.execute(select(handoffs).where(handoffs.c.id == handoff_id)).first()
    if row is None:
        raise NotFoundError("There is no such handoff.")
    return row


def held_row(connection: Connection, handoff_id: str) -> Row[Any]:
    """The same, as it stands once nobody else writes in its conversation."""
    hold(connection, row_of(connection, handoff_id).conversation_id)
    return row_of(connection, handoff_id)


def open_row(connection: Connection, conversation_id: str) -> Row[Any] | None:
    """The conversation's open handoff, or None."""
    chosen = select(handoffs).where(handoffs.c.conversation_id == conversation_id, handoffs.c.state.in_(OPEN_STATES))
    return connection.execute(chosen.order_by(handoffs.c.opened_at.desc()).limit(1)).first()


def move(
    connection: Connection,
    handoff_id: str,
    owner: Owner,
    event: EventKind,
    now: datetime,
    *,
    by: str = "",
    **values: Any,
) -> Handoff:
    """Change the row, give the conversation to `owner`, wake the listeners and tell the shop's other systems."""
    connection.execute(update(handoffs).where(handoffs.c.id == handoff_id).values(**values))
    row = row_of(connection, handoff_id)
    whose = update(conversations).where(conversations.c.id == row.conversation_id)
    connection.execute(whose.values(owner=owner.value))
    note_change(connection, row.conversation_id, ChangeKind.HANDOFF, now)
    announce_handoff(connection, row, event, now, by)
    return handoff_from(row)


def announce_handoff(connection: Connection, row: Row[Any], event: EventKind, now: datetime, by: str = "") -> None:
    """Tell the shop's other systems how the handoff stands now."""
    told = {**handoff_as_data(row), "by": by or row.agent or ""}
    announce(connection, event, told, now=now, conversation_id=row.conversation_id)


def announce_message(connection: Connection, row: Row[Any], said: Message, now: datetime) -> None:
    """Tell the shop's other systems what was said while a person is called or there."""
    told = {
        "handoff": row.id,
        "conversation": row.conversation_id,
        "message": {"id": said.id, "author": said.author.value, "agent": said.agent, "text": said.text},
    }
    announce(connection, EventKind.HANDOFF_MESSAGE, told, now=now, conversation_id=row.conversation_id)


def handoff_as_data(row: Row[Any]) -> Mapping[str, Any]:
    """A row of `handoffs` as other systems read it."""
    return {
        "id": row.id,
        "conversation": row.conversation_id,
        "reason": row.reason,
        "topic": row.topic,
        "state": row.state,
        "need": dict(row.need),
        "agent": row.agent,
        "opened_at": row.opened_at.isoformat(),
        "closed_at": row.closed_at and row.closed_at.isoformat(),
        "disposition": row.disposition,
        "rating": row.rating,
    }


def handoff_from(row: Row[Any]) -> Handoff:
    """A row of `handoffs` as a value."""
    return Handoff(
        id=row.id,
        conversation_id=row.conversation_id,
        reason=row.reason,
        topic=row.topic,
        state=HandoffState(row.state),
        opened_at=row.opened_at,
        need=dict(row.need),
        agent=row.agent,
        claimed_at=row.claimed_at,
        closed_at=row.closed_at,
        disposition=row.disposition,
        last_agent=row.last_agent,
        wanted_agent=row.wanted_agent,
        promised_at=row.promised_at,
        first_word_at=row.first_word_at,
        return_note=row.return_note,
        reopens=row.reopens,
        rating=row.rating,
    )
