"""Conversations, their messages, baskets, moods, proofs and cases."""

from sqlalchemy import JSON, Boolean, Column, ForeignKey, Index, Integer, String, Table, Text, UniqueConstraint, text

from database.tables.base import CASCADE, conversation_id_column, metadata
from database.types import RowId, UtcTime

conversations = Table(
    "conversations",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("token_hash", String(64), nullable=False),
    Column("customer_id", String(80), index=True),
    Column("owner", String(20), nullable=False, default="assistant"),
    Column("mood", String(20), nullable=False, default="neutral"),
    Column("good_sign_at", UtcTime),
    Column("locale", String(20), nullable=False, default="en"),
    Column("page_sku", String(80)),
    Column("page_url", String(500)),
    Column("opted_out", Boolean, nullable=False, default=False),
    Column("shown", JSON, nullable=False, default=list),
    Column("focus", String(80)),
    Column("need", String(500), nullable=False, default=""),
    Column("created_at", UtcTime, nullable=False, index=True),
    Column("turn_holder", String(64)),
    Column("turn_until", UtcTime),
)

basket_lines = Table(
    "basket_lines",
    metadata,
    Column("conversation_id", ForeignKey("conversations.id", ondelete=CASCADE), primary_key=True),
    Column("sku", String(80), primary_key=True),
    Column("quantity", Integer, nullable=False),
    Column("position", Integer, nullable=False),
)

messages = Table(
    "messages",
    metadata,
    Column("id", RowId, primary_key=True),
    conversation_id_column(),
    Column("author", String(20), nullable=False),
    Column("agent", String(80)),
    Column("text", Text, nullable=False, default=""),
    Column("products", JSON, nullable=False, default=list),
    Column("offer_id", String(36)),
    Column("quote_id", String(36)),
    Column("quick_replies", JSON, nullable=False, default=list),
    Column("client_id", String(100)),
    Column("answers", RowId, index=True),
    Column("answered", Boolean, nullable=False, default=True),
    Column("understanding", JSON),
    Column("created_at", UtcTime, nullable=False),
    UniqueConstraint("conversation_id", "client_id"),
    Index(
        "ix_messages_unanswered", "answered", sqlite_where=text("answered = 0"), postgresql_where=text("not answered")
    ),
    sqlite_autoincrement=True,
)

arrivals = Table(
    "arrivals",
    metadata,
    Column("address", String(64), primary_key=True),
    Column("minute", Integer, primary_key=True),
    Column("count", Integer, nullable=False),
)

mood_events = Table(
    "mood_events",
    metadata,
    Column("id", RowId, primary_key=True),
    conversation_id_column(),
    Column("mood", String(20), nullable=False),
    Column("cause", String(300), nullable=False, default=""),
    Column("at", UtcTime, nullable=False),
)

proofs = Table(
    "proofs",
    metadata,
    Column("conversation_id", ForeignKey("conversations.id", ondelete=CASCADE), primary_key=True),
    Column("order_number", String(40), primary_key=True),
)

cases = Table(
    "cases",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("conversation_id", String(36), index=True),
    Column("customer_id", String(80), index=True),
    Column("email", String(320), index=True),
    Column("reference", String(120), unique=True),
    Column("kind", String(20), nullable=False),
    Column("order_number", String(40), index=True),
    Column("sku", String(80)),
    Column("summary", Text, nullable=False, default=""),
    Column("opened_at", UtcTime, nullable=False),
    Column("closed_at", UtcTime),
    Column("closed_by", String(80)),
)
