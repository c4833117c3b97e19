"""When a customer last showed that all is well again."""

import sqlalchemy as sa
from alembic import op

from database.types import UtcTime

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add what is missing."""
    op.add_column("conversations", sa.Column("good_sign_at", UtcTime()))
