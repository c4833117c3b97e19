"""Products, relations, compatibility."""

from sqlalchemy import JSON, Boolean, Column, Float, Index, Integer, String, Table, Text, UniqueConstraint, false

from database.tables.base import metadata
from database.types import Money, RowId, UtcTime

products = Table(
    "products",
    metadata,
    Column("sku", String(80), primary_key=True),
    Column("name", String(300), nullable=False),
    Column("brand", String(120), nullable=False, default=""),
    Column("category", String(120), nullable=False, default="", index=True),
    Column("kind", String(20), nullable=False, default="good"),
    Column("price", Money, nullable=False),
    Column("cost", Money),
    Column("currency", String(3), nullable=False, default="EUR"),
    Column("stock", Integer),
    Column("description", Text, nullable=False, default=""),
    Column("benefits", JSON, nullable=False, default=list),
    Column("attributes", JSON, nullable=False, default=dict),
    Column("url", String(500), nullable=False, default=""),
    Column("image", String(500), nullable=False, default=""),
    Column("regulated", Boolean, nullable=False, default=False),
    Column("partner", String(120)),
    Column("reorder_days", Integer),
    Column("installation", String(80)),
    Column("active", Boolean, nullable=False, default=True),
    Column("updated_at", UtcTime, index=True),
    Index("ix_products_conditions", "sku", "price", "stock", "category"),
)

relations = Table(
    "relations",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("source", String(130), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("target", String(80), nullable=False),
    Column("origin", String(20), nullable=False),
    Column("essential", Boolean, nullable=False, default=False),
    Column("after_days", Integer),
    Column("reason", String(300), nullable=False, default=""),
    Column("evidence", JSON, nullable=False, default=dict),
    Column("score", Float, nullable=False, default=1.0),
    Column("state", String(20), nullable=False, default="live"),
    UniqueConstraint("source", "kind", "target", "origin"),
    Index("ix_relations_source_score", "source", "score"),
)

fit_rules = Table(
    "fit_rules",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("products", String(120), nullable=False),
    Column("fit", String(120), nullable=False),
    Column("conditions", JSON, nullable=False),
    Column("every", Boolean, nullable=False, default=False, server_default=false()),
)
