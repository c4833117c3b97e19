"""What is told to the shop's other systems, and what they told us."""

from sqlalchemy import JSON, Column, ForeignKey, Index, Integer, String, Table, text

from database.tables.base import CASCADE, metadata
from database.types import RowId, UtcTime

webhook_events = Table(
    "webhook_events",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("kind", String(60), nullable=False),
    Column("data", JSON, nullable=False),
    Column("conversation_id", ForeignKey("conversations.id", ondelete=CASCADE), index=True),
    Column("customer_id", String(80), index=True),
    Column("at", UtcTime, nullable=False, index=True),
    Column("spread_at", UtcTime),
    Index(
        "ix_webhook_events_new",
        "spread_at",
        sqlite_where=text("spread_at IS NULL"),
        postgresql_where=text("spread_at IS NULL"),
    ),
)
"""What happened, written in the very transaction in which it happened."""

webhook_deliveries = Table(
    "webhook_deliveries",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("event_id", ForeignKey("webhook_events.id", ondelete=CASCADE), nullable=False, index=True),
    Column("url", String(500), nullable=False),
    Column("state", String(20), nullable=False),
    Column("attempts", Integer, nullable=False, default=0),
    Column("due_at", UtcTime, nullable=False),
    Column("holder", String(64)),
    Column("held_until", UtcTime),
    Column("answer", String(200), nullable=False, default=""),
    Column("settled_at", UtcTime),
    Index("ix_webhook_deliveries_due", "state", "due_at"),
)
"""One event on its way to one receiver; `state` is waiting, delivered or failed."""

webhook_received = Table(
    "webhook_received",
    metadata,
    Column("id", String(120), primary_key=True),
    Column("case_id", String(36), nullable=False),
    Column("at", UtcTime, nullable=False, index=True),
)
"""The ids of the signed messages that were taken in, so that none is obeyed twice."""
