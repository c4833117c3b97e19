"""Cases that the shop's ticket system shares, and the outbox to other systems."""

import sqlalchemy as sa
from alembic import op

from database.types import RowId, UtcTime

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add what is missing."""
    with op.batch_alter_table("cases") as batch:
        batch.add_column(sa.Column("email", sa.String(length=320)))
        batch.add_column(sa.Column("reference", sa.String(length=120)))
        batch.create_unique_constraint("uq_cases_reference", ["reference"])
        batch.create_index("ix_cases_email", ["email"])
        batch.create_index("ix_cases_order_number", ["order_number"])
    op.create_table(
        "webhook_events",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=60), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("conversation_id", sa.String(length=36)),
        sa.Column("customer_id", sa.String(length=80)),
        sa.Column("at", UtcTime(), nullable=False),
        sa.Column("spread_at", UtcTime()),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name="fk_webhook_events_conversation_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_webhook_events"),
    )
    op.create_index("ix_webhook_events_at", "webhook_events", ["at"])
    op.create_index("ix_webhook_events_conversation_id", "webhook_events", ["conversation_id"])
    op.create_index("ix_webhook_events_customer_id", "webhook_events", ["customer_id"])
    new = sa.text("spread_at IS NULL")
    op.create_index("ix_webhook_events_new", "webhook_events", ["spread_at"], sqlite_where=new, postgresql_where=new)
    op.create_table(
        "webhook_deliveries",
        sa.Column("id", RowId, nullable=False),
        sa.Column("event_id", sa.String(length=36), nullable=False),
        sa.Column("url", sa.String(length=500), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("due_at", UtcTime(), nullable=False),
        sa.Column("holder", sa.String(length=64)),
        sa.Column("held_until", UtcTime()),
        sa.Column("answer", sa.String(length=200), nullable=False),
        sa.Column("settled_at", UtcTime()),
        sa.ForeignKeyConstraint(
            ["event_id"], ["webhook_events.id"], name="fk_webhook_deliveries_event_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_webhook_deliveries"),
    )
    op.create_index("ix_webhook_deliveries_event_id", "webhook_deliveries", ["event_id"])
    op.create_index("ix_webhook_deliveries_due", "webhook_deliveries", ["state", "due_at"])
    op.create_table(
        "webhook_received",
        sa.Column("id", sa.String(length=120), nullable=False),
        sa.Column("case_id", sa.String(length=36), nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_webhook_received"),
    )
    op.create_index("ix_webhook_received_at", "webhook_received", ["at"])
