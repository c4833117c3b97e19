"""The agents' desk: what changed, who has read how far, notes, quotes, mails, and links to other help desks."""

from sqlalchemy import JSON, Boolean, Column, ForeignKey, Index, Integer, String, Table, Text

from database.tables.base import CASCADE, conversation_id_column, metadata
from database.types import Money, RowId, UtcTime

changes = Table(
    "changes",
    metadata,
    Column("id", RowId, primary_key=True),
    conversation_id_column(),
    Column("kind", String(20), nullable=False),
    Column("who", String(80), nullable=False, default=""),
    Column("at", UtcTime, nullable=False, index=True),
    sqlite_autoincrement=True,
)
"""What listeners are woken for beside messages; ids rise, rows are kept for some minutes."""

read_marks = Table(
    "read_marks",
    metadata,
    Column("conversation_id", ForeignKey("conversations.id", ondelete=CASCADE), primary_key=True),
    Column("reader", String(20), primary_key=True),
    Column("got", RowId, nullable=False, default=0),
    Column("seen", RowId, nullable=False, default=0),
)
"""How far the customer's browser got messages, and how far each side has seen them."""

notes = Table(
    "notes",
    metadata,
    Column("id", RowId, primary_key=True),
    conversation_id_column(),
    Column("author", String(80), nullable=False),
    Column("text", Text, nullable=False),
    Column("at", UtcTime, nullable=False),
)
"""What agents tell each other; customers never see it."""

quotes = Table(
    "quotes",
    metadata,
    Column("id", String(36), primary_key=True),
    conversation_id_column(),
    Column("agent", String(80), nullable=False),
    Column("lines", JSON, nullable=False),
    Column("price_before", Money, nullable=False),
    Column("price", Money, nullable=False),
    Column("currency", String(3), nullable=False),
    Column("name", String(200), nullable=False, default=""),
    Column("email", String(320), nullable=False),
    Column("made_at", UtcTime, nullable=False),
    Column("valid_until", UtcTime, nullable=False),
    Column("answer", String(20)),
    Column("answered_at", UtcTime),
    Column("order_number", String(40)),
)
"""`lines` are [SKU, name, quantity, unit price before, unit price], prices as decimal strings."""

mails = Table(
    "mails",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("conversation_id", ForeignKey("conversations.id", ondelete=CASCADE), index=True),
    Column("recipient", String(320), nullable=False),
    Column("template", String(40), nullable=False),
    Column("facts", JSON, nullable=False),
    Column("state", String(20), nullable=False),
    Column("attempts", Integer, nullable=False, default=0),
    Column("due_at", UtcTime, nullable=False),
    Column("holder", String(64)),
    Column("held_until", UtcTime),
    Column("answer", String(200), nullable=False, default=""),
    Column("made_at", UtcTime, nullable=False),
    Index("ix_mails_due", "state", "due_at"),
)
"""Mails on their way; `state` is waiting, sent or failed."""

help_desk_links = Table(
    "help_desk_links",
    metadata,
    Column("handoff_id", ForeignKey("handoffs.id", ondelete=CASCADE), primary_key=True),
    Column("remote", String(80), unique=True),
    Column("begun", RowId, nullable=False, default=0),
    Column("told", RowId, nullable=False, default=0),
    Column("ended", Boolean, nullable=False, default=False),
    Column("attempts", Integer, nullable=False, default=0),
    Column("due_at", UtcTime, nullable=False),
    Column("holder", String(64)),
    Column("held_until", UtcTime),
)
"""A handoff's conversation in another help desk; our messages after `begun` up to `told` were told there."""
