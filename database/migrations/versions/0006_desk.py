"""The agents' desk: changes, read marks, notes, quotes, mails, links to other help desks."""

import sqlalchemy as sa
from alembic import op

from database.types import Money, RowId, UtcTime

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add what is missing."""
    with op.batch_alter_table("messages") as batch:
        batch.add_column(sa.Column("quote_id", sa.String(length=36)))
    with op.batch_alter_table("handoffs") as batch:
        batch.add_column(sa.Column("last_agent", sa.String(length=80)))
        batch.add_column(sa.Column("wanted_agent", sa.String(length=80)))
        batch.add_column(sa.Column("promised_at", UtcTime()))
        batch.add_column(sa.Column("first_word_at", UtcTime()))
        batch.add_column(sa.Column("return_note", sa.String(length=500)))
        batch.add_column(sa.Column("reopens", sa.String(length=36)))
        batch.add_column(sa.Column("rating", sa.Integer()))
        batch.add_column(sa.Column("rating_words", sa.String(length=500)))
        batch.add_column(sa.Column("rated_at", UtcTime()))
        batch.create_foreign_key("fk_handoffs_reopens", "handoffs", ["reopens"], ["id"], ondelete="SET NULL")
    _make_changes()
    _make_quotes()
    _make_mails()
    op.create_table(
        "help_desk_links",
        sa.Column("handoff_id", sa.String(length=36), nullable=False),
        sa.Column("remote", sa.String(length=80), nullable=False),
        sa.Column("told", RowId, nullable=False),
        sa.ForeignKeyConstraint(
            ["handoff_id"], ["handoffs.id"], name="fk_help_desk_links_handoff_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("handoff_id", name="pk_help_desk_links"),
        sa.UniqueConstraint("remote", name="uq_help_desk_links_remote"),
    )


def _make_changes() -> None:
    op.create_table(
        "changes",
        sa.Column("id", RowId, nullable=False),
        sa.Column("conversation_id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("who", sa.String(length=80), nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name="fk_changes_conversation_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_changes"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_changes_at", "changes", ["at"])
    op.create_index("ix_changes_conversation_id", "changes", ["conversation_id"])
    op.create_table(
        "read_marks",
        sa.Column("conversation_id", sa.String(length=36), nullable=False),
        sa.Column("reader", sa.String(length=20), nullable=False),
        sa.Column("got", RowId, nullable=False),
        sa.Column("seen", RowId, nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name="fk_read_marks_conversation_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("conversation_id", "reader", name="pk_read_marks"),
    )
    op.create_table(
        "notes",
        sa.Column("id", RowId, nullable=False),
        sa.Column("conversation_id", sa.String(length=36), nullable=False),
        sa.Column("author", sa.String(length=80), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name="fk_notes_conversation_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_notes"),
    )
    op.create_index("ix_notes_conversation_id", "notes", ["conversation_id"])


def _make_quotes() -> None:
    op.create_table(
        "quotes",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("conversation_id", sa.String(length=36), nullable=False),
        sa.Column("agent", sa.String(length=80), nullable=False),
        sa.Column("lines", sa.JSON(), nullable=False),
        sa.Column("price_before", Money(), nullable=False),
        sa.Column("price", Money(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("email", sa.String(length=320), nullable=False),
        sa.Column("made_at", UtcTime(), nullable=False),
        sa.Column("valid_until", UtcTime(), nullable=False),
        sa.Column("answer", sa.String(length=20)),
        sa.Column("answered_at", UtcTime()),
        sa.Column("order_number", sa.String(length=40)),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name="fk_quotes_conversation_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_quotes"),
    )
    op.create_index("ix_quotes_conversation_id", "quotes", ["conversation_id"])


def _make_mails() -> None:
    op.create_table(
        "mails",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("conversation_id", sa.String(length=36)),
        sa.Column("recipient", sa.String(length=320), nullable=False),
        sa.Column("template", sa.String(length=40), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("due_at", UtcTime(), nullable=False),
        sa.Column("holder", sa.String(length=64)),
        sa.Column("held_until", UtcTime()),
        sa.Column("answer", sa.String(length=200), nullable=False),
        sa.Column("made_at", UtcTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name="fk_mails_conversation_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_mails"),
    )
    op.create_index("ix_mails_conversation_id", "mails", ["conversation_id"])
    op.create_index("ix_mails_due", "mails", ["state", "due_at"])
