"""What trainers corrected, and which messages that settles."""

from sqlalchemy import JSON, Column, ForeignKey, String, Table, Text

from database.tables.base import CASCADE, metadata
from database.types import RowId, UtcTime

corrections = Table(
    "corrections",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("kind", String(20), nullable=False),
    Column("text", Text, nullable=False, default=""),
    Column("trainer", String(80), nullable=False),
    Column("at", UtcTime, nullable=False, index=True),
    Column("details", JSON, nullable=False, default=dict),
    Column("edits", JSON, nullable=False, default=list),
    Column("undone_at", UtcTime),
)

settled_texts = Table(
    "settled_texts",
    metadata,
    Column("correction_id", ForeignKey("corrections.id", ondelete=CASCADE), primary_key=True),
    Column("key", String(64), primary_key=True),
)
"""`key` is a hash of the words: what a customer wrote is not kept a second time."""
