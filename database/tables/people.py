"""Customers, their orders, returns, service contacts and preferences."""

from decimal import Decimal

from sqlalchemy import Boolean, Column, ForeignKey, Integer, String, Table, UniqueConstraint

from database.tables.base import CASCADE, conversation_id_column, metadata
from database.types import Money, RowId, UtcTime

customers = Table(
    "customers",
    metadata,
    Column("id", String(80), primary_key=True),
    Column("name", String(200), nullable=False, default=""),
    Column("email", String(320), nullable=False, index=True),
    Column("locale", String(20), nullable=False, default="en"),
    Column("marketing_consent", Boolean, nullable=False, default=False),
    Column("opted_out", Boolean, nullable=False, default=False),
    Column("created_at", UtcTime),
)

orders = Table(
    "orders",
    metadata,
    Column("number", String(40), primary_key=True),
    Column("sequence", Integer, index=True),
    Column("customer_id", String(80), index=True),
    Column("conversation_id", String(36), index=True),
    Column("name", String(200), nullable=False, default=""),
    Column("email", String(320), nullable=False, default=""),
    Column("placed_at", UtcTime, nullable=False, index=True),
    Column("delivery_on", UtcTime),
    Column("status", String(20), nullable=False, default="placed"),
    Column("currency", String(3), nullable=False, default="EUR"),
)

order_lines = Table(
    "order_lines",
    metadata,
    Column("order_number", ForeignKey("orders.number", ondelete=CASCADE), primary_key=True),
    Column("sku", String(80), primary_key=True, index=True),
    Column("quantity", Integer, nullable=False),
    Column("unit_price", Money, nullable=False),
    Column("saved", Money, nullable=False, default=Decimal(0), server_default="0"),
)

returns = Table(
    "returns",
    metadata,
    Column("order_number", String(40), primary_key=True),
    Column("sku", String(80), primary_key=True),
    Column("quantity", Integer, nullable=False),
    Column("returned_at", UtcTime, nullable=False),
    Column("reason", String(300), nullable=False, default=""),
)

service_contacts = Table(
    "service_contacts",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("customer_id", String(80), nullable=False, index=True),
    Column("at", UtcTime, nullable=False),
    Column("topic", String(120), nullable=False, default=""),
    Column("minutes", Integer, nullable=False, default=0),
    Column("order_number", String(40)),
    UniqueConstraint("customer_id", "at", "topic"),
)

preferences = Table(
    "preferences",
    metadata,
    Column("id", RowId, primary_key=True),
    conversation_id_column(),
    Column("customer_id", String(80), index=True),
    Column("name", String(80), nullable=False),
    Column("value", String(200), nullable=False),
    Column("at", UtcTime, nullable=False),
)
"""What somebody said they like, in the conversation in which they said it; the latest of a name counts."""
