"""Handoffs, staff, and what they did; imports; the rule that accepts mined pairs."""

from sqlalchemy import JSON, Column, Float, ForeignKey, Integer, String, Table

from database.tables.base import CASCADE, conversation_id_column, metadata
from database.types import RowId, UtcTime

handoffs = Table(
    "handoffs",
    metadata,
    Column("id", String(36), primary_key=True),
    conversation_id_column(),
    Column("reason", String(120), nullable=False),
    Column("topic", String(120), nullable=False, default=""),
    Column("state", String(20), nullable=False, index=True),
    Column("need", JSON, nullable=False, default=dict),
    Column("agent", String(80)),
    Column("opened_at", UtcTime, nullable=False, index=True),
    Column("claimed_at", UtcTime),
    Column("closed_at", UtcTime),
    Column("disposition", String(120)),
    Column("last_agent", String(80)),
    Column("wanted_agent", String(80)),
    Column("promised_at", UtcTime),
    Column("first_word_at", UtcTime),
    Column("return_note", String(500)),
    Column("reopens", ForeignKey("handoffs.id", ondelete="SET NULL")),
    Column("rating", Integer),
    Column("rating_words", String(500)),
    Column("rated_at", UtcTime),
)

staff = Table(
    "staff",
    metadata,
    Column("username", String(80), primary_key=True),
    Column("role", String(20), nullable=False),
    Column("password_hash", String(200), nullable=False),
    Column("seen_at", UtcTime),
)

staff_sessions = Table(
    "staff_sessions",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("username", ForeignKey("staff.username", ondelete=CASCADE), nullable=False),
    Column("expires_at", UtcTime, nullable=False),
)

staff_log = Table(
    "staff_log",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("username", String(80), nullable=False),
    Column("action", String(80), nullable=False),
    Column("subject", String(200), nullable=False, default=""),
    Column("at", UtcTime, nullable=False, index=True),
)

imports = Table(
    "imports",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("kind", String(40), nullable=False),
    Column("file_name", String(300), nullable=False),
    Column("report", JSON, nullable=False),
    Column("at", UtcTime, nullable=False),
)

review_rules = Table(
    "review_rules",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("together", Integer, nullable=False),
    Column("sureness", Float, nullable=False),
    Column("set_by", String(80), nullable=False),
    Column("at", UtcTime, nullable=False),
)
"""Each rule that a person set for accepting mined pairs; the latest one holds, one with 0 orders accepts nothing."""
