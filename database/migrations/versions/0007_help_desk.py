"""Links to another help desk: who tells it now, how far it was told, when to try again."""

import sqlalchemy as sa
from alembic import op

from database.types import RowId, UtcTime

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table anew; nothing was ever written into the first one."""
    op.drop_table("help_desk_links")
    op.create_table(
        "help_desk_links",
        sa.Column("handoff_id", sa.String(length=36), nullable=False),
        sa.Column("remote", sa.String(length=80)),
        sa.Column("begun", RowId, nullable=False),
        sa.Column("told", RowId, nullable=False),
        sa.Column("ended", sa.Boolean(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("due_at", UtcTime(), nullable=False),
        sa.Column("holder", sa.String(length=64)),
        sa.Column("held_until", UtcTime()),
        sa.ForeignKeyConstraint(
            ["handoff_id"], ["handoffs.id"], name="fk_help_desk_links_handoff_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("handoff_id", name="pk_help_desk_links"),
        sa.UniqueConstraint("remote", name="uq_help_desk_links_remote"),
    )
