"""What trainers corrected."""

import sqlalchemy as sa
from alembic import op

from database.types import RowId, UtcTime

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add what is missing."""
    op.create_table(
        "corrections",
        sa.Column("id", RowId, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("trainer", sa.String(length=80), nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("edits", sa.JSON(), nullable=False),
        sa.Column("undone_at", UtcTime()),
        sa.PrimaryKeyConstraint("id", name="pk_corrections"),
    )
    op.create_index("ix_corrections_at", "corrections", ["at"])
    op.create_table(
        "settled_texts",
        sa.Column("correction_id", RowId, nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["correction_id"], ["corrections.id"], name="fk_settled_texts_correction_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("correction_id", "key", name="pk_settled_texts"),
    )
