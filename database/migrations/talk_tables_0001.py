"""The part of the first tables that holds conversations, offers and staff; frozen with revision 0001."""

import sqlalchemy as sa
from alembic import op

from database.types import Money, RowId, UtcTime


def make_conversations() -> None:
    """Make those of conversations."""
    op.create_table(
        "conversations",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("customer_id", sa.String(length=80)),
        sa.Column("owner", sa.String(length=20), nullable=False),
        sa.Column("mood", sa.String(length=20), nullable=False),
        sa.Column("locale", sa.String(length=20), nullable=False),
        sa.Column("page_sku", sa.String(length=80)),
        sa.Column("page_url", sa.String(length=500)),
        sa.Column("opted_out", sa.Boolean(), nullable=False),
        sa.Column("shown", sa.JSON(), nullable=False),
        sa.Column("focus", sa.String(length=80)),
        sa.Column("need", sa.String(length=500), nullable=False),
        sa.Column("created_at", UtcTime(), nullable=False),
        sa.Column("turn_holder", sa.String(length=64)),
        sa.Column("turn_until", UtcTime()),
        sa.PrimaryKeyConstraint("id", name="pk_conversations"),
    )
    op.create_index("ix_conversations_created_at", "conversations", ["created_at"])
    op.create_index("ix_conversations_customer_id", "conversations", ["customer_id"])
    op.create_table(
        "basket_lines",
        sa.Column("conversation_id", sa.String(length=36), nullable=False),
        sa.Column("sku", sa.String(length=80), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name="fk_basket_lines_conversation_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("conversation_id", "sku", name="pk_basket_lines"),
    )
    op.create_table(
        "messages",
        sa.Column("id", RowId, nullable=False),
        sa.Column("conversation_id", sa.String(length=36), nullable=False),
        sa.Column("author", sa.String(length=20), nullable=False),
        sa.Column("agent", sa.String(length=80)),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("products", sa.JSON(), nullable=False),
        sa.Column("offer_id", sa.String(length=36)),
        sa.Column("quick_replies", sa.JSON(), nullable=False),
        sa.Column("client_id", sa.String(length=100)),
        sa.Column("answers", RowId),
        sa.Column("answered", sa.Boolean(), nullable=False),
        sa.Column("understanding", sa.JSON()),
        sa.Column("created_at", UtcTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name="fk_messages_conversation_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_messages"),
        sa.UniqueConstraint("conversation_id", "client_id", name="uq_messages_conversation_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_messages_answers", "messages", ["answers"])
    op.create_index("ix_messages_conversation_id", "messages", ["conversation_id"])
    op.create_index(
        "ix_messages_unanswered",
        "messages",
        ["answered"],
        unique=False,
        sqlite_where=sa.text("answered = 0"),
        postgresql_where=sa.text("not answered"),
    )
    op.create_table(
        "arrivals",
        sa.Column("address", sa.String(length=64), nullable=False),
        sa.Column("minute", sa.Integer(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("address", "minute", name="pk_arrivals"),
    )
    op.create_table(
        "mood_events",
        sa.Column("id", RowId, nullable=False),
        sa.Column("conversation_id", sa.String(length=36), nullable=False),
        sa.Column("mood", sa.String(length=20), nullable=False),
        sa.Column("cause", sa.String(length=300), nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name="fk_mood_events_conversation_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_mood_events"),
    )
    op.create_index("ix_mood_events_conversation_id", "mood_events", ["conversation_id"])
    op.create_table(
        "proofs",
        sa.Column("conversation_id", sa.String(length=36), nullable=False),
        sa.Column("order_number", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name="fk_proofs_conversation_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("conversation_id", "order_number", name="pk_proofs"),
    )
    op.create_table(
        "cases",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("conversation_id", sa.String(length=36)),
        sa.Column("customer_id", sa.String(length=80)),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("order_number", sa.String(length=40)),
        sa.Column("sku", sa.String(length=80)),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("opened_at", UtcTime(), nullable=False),
        sa.Column("closed_at", UtcTime()),
        sa.Column("closed_by", sa.String(length=80)),
        sa.PrimaryKeyConstraint("id", name="pk_cases"),
    )
    op.create_index("ix_cases_conversation_id", "cases", ["conversation_id"])
    op.create_index("ix_cases_customer_id", "cases", ["customer_id"])


def make_offers() -> None:
    """Make those of offers and decisions."""
    op.create_table(
        "offers",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("conversation_id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("items", sa.JSON(), nullable=False),
        sa.Column("price", Money(), nullable=False),
        sa.Column("price_before", Money(), nullable=False),
        sa.Column("total_after", Money(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("made_at", UtcTime(), nullable=False),
        sa.Column("answer", sa.String(length=20)),
        sa.Column("answered_at", UtcTime()),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name="fk_offers_conversation_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_offers"),
    )
    op.create_index("ix_offers_conversation_id", "offers", ["conversation_id"])
    op.create_table(
        "decisions",
        sa.Column("id", RowId, nullable=False),
        sa.Column("conversation_id", sa.String(length=36), nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.Column("moment", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.String(length=60)),
        sa.Column("offer_id", sa.String(length=36)),
        sa.Column("inputs", sa.JSON(), nullable=False),
        sa.Column("verdicts", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name="fk_decisions_conversation_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_decisions"),
    )
    op.create_index("ix_decisions_at", "decisions", ["at"])
    op.create_index("ix_decisions_conversation_id", "decisions", ["conversation_id"])
    op.create_table(
        "consents",
        sa.Column("id", RowId, nullable=False),
        sa.Column("conversation_id", sa.String(length=36), nullable=False),
        sa.Column("what", sa.String(length=60), nullable=False),
        sa.Column("shown", sa.JSON(), nullable=False),
        sa.Column("answer", sa.String(length=20), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name="fk_consents_conversation_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_consents"),
    )
    op.create_index("ix_consents_conversation_id", "consents", ["conversation_id"])


def make_work() -> None:
    """Make those of the people who work here."""
    op.create_table(
        "handoffs",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("conversation_id", sa.String(length=36), nullable=False),
        sa.Column("reason", sa.String(length=120), nullable=False),
        sa.Column("topic", sa.String(length=120), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("need", sa.JSON(), nullable=False),
        sa.Column("agent", sa.String(length=80)),
        sa.Column("opened_at", UtcTime(), nullable=False),
        sa.Column("claimed_at", UtcTime()),
        sa.Column("closed_at", UtcTime()),
        sa.Column("disposition", sa.String(length=120)),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name="fk_handoffs_conversation_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_handoffs"),
    )
    op.create_index("ix_handoffs_conversation_id", "handoffs", ["conversation_id"])
    op.create_index("ix_handoffs_opened_at", "handoffs", ["opened_at"])
    op.create_index("ix_handoffs_state", "handoffs", ["state"])
    op.create_table(
        "staff",
        sa.Column("username", sa.String(length=80), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("seen_at", UtcTime()),
        sa.PrimaryKeyConstraint("username", name="pk_staff"),
    )
    op.create_table(
        "staff_sessions",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("username", sa.String(length=80), nullable=False),
        sa.Column("expires_at", UtcTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["username"], ["staff.username"], name="fk_staff_sessions_username", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("token_hash", name="pk_staff_sessions"),
    )
    op.create_table(
        "staff_log",
        sa.Column("id", RowId, nullable=False),
        sa.Column("username", sa.String(length=80), nullable=False),
        sa.Column("action", sa.String(length=80), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_staff_log"),
    )
    op.create_index("ix_staff_log_at", "staff_log", ["at"])
    op.create_table(
        "imports",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("file_name", sa.String(length=300), nullable=False),
        sa.Column("report", sa.JSON(), nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_imports"),
    )
