"""Discounts, tiers, bundles and what an order saved by them; preferences; rules of fit for whole machines."""

import sqlalchemy as sa
from alembic import op

from database.types import Money, RowId, UtcTime

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables of prices and preferences, and two columns."""
    _add_columns()
    _make_prices()
    _make_preferences()


def downgrade() -> None:
    """Drop them again."""
    for table in ("review_rules", "preferences", "bundle_items", "bundles", "price_tiers", "discounts"):
        op.drop_table(table)
    op.drop_column("order_lines", "saved")
    op.drop_column("fit_rules", "every")


def _add_columns() -> None:
    op.add_column("fit_rules", sa.Column("every", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("order_lines", sa.Column("saved", Money(), nullable=False, server_default="0"))


def _make_prices() -> None:
    op.create_table(
        "discounts",
        sa.Column("code", sa.String(80), nullable=False),
        sa.Column("target", sa.String(130), nullable=False),
        sa.Column("percent", Money(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("owner", sa.String(200), nullable=False),
        sa.Column("reason", sa.String(300), nullable=False),
        sa.PrimaryKeyConstraint("code", "target", name="pk_discounts"),
    )
    op.create_index("ix_discounts_target", "discounts", ["target"])
    op.create_table(
        "price_tiers",
        sa.Column("sku", sa.String(80), nullable=False),
        sa.Column("from_quantity", sa.Integer(), nullable=False),
        sa.Column("unit_price", Money(), nullable=False),
        sa.PrimaryKeyConstraint("sku", "from_quantity", name="pk_price_tiers"),
    )
    op.create_table(
        "bundles",
        sa.Column("code", sa.String(80), nullable=False),
        sa.Column("name", sa.String(300), nullable=False),
        sa.Column("percent", Money(), nullable=False),
        sa.Column("reason", sa.String(300), nullable=False),
        sa.PrimaryKeyConstraint("code", name="pk_bundles"),
    )
    op.create_table(
        "bundle_items",
        sa.Column("bundle", sa.String(80), nullable=False),
        sa.Column("sku", sa.String(80), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["bundle"], ["bundles.code"], name="fk_bundle_items_bundle", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("bundle", "sku", name="pk_bundle_items"),
    )
    op.create_index("ix_bundle_items_sku", "bundle_items", ["sku"])


def _make_preferences() -> None:
    op.create_table(
        "preferences",
        sa.Column("id", RowId, nullable=False),
        sa.Column("conversation_id", sa.String(36), nullable=False),
        sa.Column("customer_id", sa.String(80)),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("value", sa.String(200), nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_preferences"),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name="fk_preferences_conversation_id", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_preferences_conversation_id", "preferences", ["conversation_id"])
    op.create_index("ix_preferences_customer_id", "preferences", ["customer_id"])
    op.create_table(
        "review_rules",
        sa.Column("id", RowId, nullable=False),
        sa.Column("together", sa.Integer(), nullable=False),
        sa.Column("sureness", sa.Float(), nullable=False),
        sa.Column("set_by", sa.String(80), nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_review_rules"),
    )
