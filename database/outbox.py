"""Telling other systems of something, within the transaction in which it happens: told if and only if it happened."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, delete, insert

from database.tables import webhook_events
from sales.webhooks import EventKind


def announce(
    connection: Connection,
    kind: EventKind,
    data: Mapping[str, Any],
    *,
    now: datetime,
    conversation_id: str | None = None,
    customer_id: str | None = None,
) -> None:
    """Write the event down for the sender; `data` is JSON. It goes when its conversation or customer is erased."""
    connection.execute(
        insert(webhook_events).values(
            id=str(uuid4()),
            kind=kind.value,
            data=dict(data),
            conversation_id=conversation_id,
            customer_id=customer_id,
            at=now,
        )
    )


def silence(connection: Connection, customer_id: str) -> None:
    """Forget what was to be told, or was told, of that customer."""
    connection.execute(delete(webhook_events).where(webhook_events.c.customer_id == customer_id))
