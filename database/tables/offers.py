"""Offers, the decisions behind them, and what was agreed to."""

from sqlalchemy import JSON, Column, String, Table, Text

from database.tables.base import conversation_id_column, metadata
from database.types import Money, RowId, UtcTime

offers = Table(
    "offers",
    metadata,
    Column("id", String(36), primary_key=True),
    conversation_id_column(),
    Column("kind", String(20), nullable=False),
    Column("items", JSON, nullable=False),
    Column("price", Money, nullable=False),
    Column("price_before", Money, nullable=False),
    Column("total_after", Money, nullable=False),
    Column("currency", String(3), nullable=False),
    Column("made_at", UtcTime, nullable=False),
    Column("answer", String(20)),
    Column("answered_at", UtcTime),
)

decisions = Table(
    "decisions",
    metadata,
    Column("id", RowId, primary_key=True),
    conversation_id_column(),
    Column("at", UtcTime, nullable=False, index=True),
    Column("moment", String(20), nullable=False),
    Column("reason", String(60)),
    Column("offer_id", String(36)),
    Column("inputs", JSON, nullable=False),
    Column("verdicts", JSON, nullable=False),
)

consents = Table(
    "consents",
    metadata,
    Column("id", RowId, primary_key=True),
    conversation_id_column(),
    Column("what", String(60), nullable=False),
    Column("shown", JSON, nullable=False),
    Column("answer", String(20), nullable=False),
    Column("words", Text, nullable=False, default=""),
    Column("at", UtcTime, nullable=False),
)
