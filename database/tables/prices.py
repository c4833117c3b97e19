"""What changes a price: discounts with their dates, quantity tiers, bundles."""

from sqlalchemy import Column, Date, ForeignKey, Integer, String, Table

from database.tables.base import CASCADE, metadata
from database.types import Money

discounts = Table(
    "discounts",
    metadata,
    Column("code", String(80), primary_key=True),
    Column("target", String(130), primary_key=True, index=True),
    Column("percent", Money, nullable=False),
    Column("starts_on", Date, nullable=False),
    Column("ends_on", Date, nullable=False),
    Column("owner", String(200), nullable=False),
    Column("reason", String(300), nullable=False),
)

price_tiers = Table(
    "price_tiers",
    metadata,
    Column("sku", String(80), primary_key=True),
    Column("from_quantity", Integer, primary_key=True),
    Column("unit_price", Money, nullable=False),
)

bundles = Table(
    "bundles",
    metadata,
    Column("code", String(80), primary_key=True),
    Column("name", String(300), nullable=False),
    Column("percent", Money, nullable=False),
    Column("reason", String(300), nullable=False),
)

bundle_items = Table(
    "bundle_items",
    metadata,
    Column("bundle", ForeignKey("bundles.code", ondelete=CASCADE), primary_key=True),
    Column("sku", String(80), primary_key=True, index=True),
    Column("quantity", Integer, nullable=False),
)
