"""The first tables: catalogue, search, people, conversations, offers, work."""

import sqlalchemy as sa
from alembic import op

from database.migrations.talk_tables_0001 import make_conversations, make_offers, make_work
from database.types import Money, RowId, UtcTime

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TABLES = (
    "products",
    "relations",
    "fit_rules",
    "search_rows",
    "search_words",
    "spellings",
    "synonyms",
    "product_vectors",
    "customers",
    "orders",
    "order_lines",
    "returns",
    "service_contacts",
    "conversations",
    "basket_lines",
    "messages",
    "arrivals",
    "mood_events",
    "proofs",
    "cases",
    "offers",
    "decisions",
    "consents",
    "handoffs",
    "staff",
    "staff_sessions",
    "staff_log",
    "imports",
)
"""Parents before children."""


def upgrade() -> None:
    """Make every table, and SQLite's own full text."""
    _make_catalogue()
    _make_people()
    make_conversations()
    make_offers()
    make_work()
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE VIRTUAL TABLE product_text USING fts5(name, brand, category, attributes, fits, description, "
            "tokenize=\"unicode61 remove_diacritics 0 tokenchars '.'\")"
        )
        op.execute("CREATE VIRTUAL TABLE search_grams USING fts5(word, tokenize='trigram', detail='none')")


def downgrade() -> None:
    """Remove them all."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE product_text")
        op.execute("DROP TABLE search_grams")
    for table in reversed(TABLES):
        op.drop_table(table)


def _make_catalogue() -> None:
    op.create_table(
        "products",
        sa.Column("sku", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("brand", sa.String(length=120), nullable=False),
        sa.Column("category", sa.String(length=120), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("price", Money(), nullable=False),
        sa.Column("cost", Money()),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("stock", sa.Integer()),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("benefits", sa.JSON(), nullable=False),
        sa.Column("attributes", sa.JSON(), nullable=False),
        sa.Column("url", sa.String(length=500), nullable=False),
        sa.Column("image", sa.String(length=500), nullable=False),
        sa.Column("regulated", sa.Boolean(), nullable=False),
        sa.Column("partner", sa.String(length=120)),
        sa.Column("reorder_days", sa.Integer()),
        sa.Column("installation", sa.String(length=80)),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("updated_at", UtcTime()),
        sa.PrimaryKeyConstraint("sku", name="pk_products"),
    )
    op.create_index("ix_products_category", "products", ["category"])
    op.create_index("ix_products_updated_at", "products", ["updated_at"])
    op.create_table(
        "relations",
        sa.Column("id", RowId, nullable=False),
        sa.Column("source", sa.String(length=130), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("target", sa.String(length=80), nullable=False),
        sa.Column("origin", sa.String(length=20), nullable=False),
        sa.Column("essential", sa.Boolean(), nullable=False),
        sa.Column("after_days", sa.Integer()),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_relations"),
        sa.UniqueConstraint("source", "kind", "target", "origin", name="uq_relations_source"),
    )
    op.create_index("ix_relations_source_score", "relations", ["source", "score"])
    op.create_table(
        "fit_rules",
        sa.Column("id", RowId, nullable=False),
        sa.Column("products", sa.String(length=120), nullable=False),
        sa.Column("fit", sa.String(length=120), nullable=False),
        sa.Column("conditions", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_fit_rules"),
    )
    op.create_table(
        "search_rows",
        sa.Column("id", RowId, nullable=False),
        sa.Column("sku", sa.String(length=80), nullable=False),
        sa.Column("folded", sa.String(length=80), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_search_rows"),
        sa.UniqueConstraint("sku", name="uq_search_rows_sku"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_search_rows_folded", "search_rows", ["folded"])
    op.create_table(
        "search_words",
        sa.Column("word", sa.String(length=80), nullable=False),
        sa.Column("products", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("word", name="pk_search_words"),
    )
    op.create_table(
        "spellings",
        sa.Column("form", sa.String(length=80), nullable=False),
        sa.Column("word", sa.String(length=80), nullable=False),
        sa.PrimaryKeyConstraint("form", "word", name="pk_spellings"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "synonyms",
        sa.Column("word", sa.String(length=120), nullable=False),
        sa.Column("means", sa.String(length=120), nullable=False),
        sa.PrimaryKeyConstraint("word", "means", name="pk_synonyms"),
    )
    op.create_table(
        "product_vectors",
        sa.Column("sku", sa.String(length=80), nullable=False),
        sa.Column("model", sa.String(length=80), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("product_updated_at", UtcTime()),
        sa.Column("vector", sa.LargeBinary(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("sku", name="pk_product_vectors"),
    )
    op.create_index("ix_product_vectors_version", "product_vectors", ["version"])


def _make_people() -> None:
    op.create_table(
        "customers",
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("email", sa.String(length=320), nullable=False),
        sa.Column("locale", sa.String(length=20), nullable=False),
        sa.Column("marketing_consent", sa.Boolean(), nullable=False),
        sa.Column("opted_out", sa.Boolean(), nullable=False),
        sa.Column("created_at", UtcTime()),
        sa.PrimaryKeyConstraint("id", name="pk_customers"),
    )
    op.create_index("ix_customers_email", "customers", ["email"])
    op.create_table(
        "orders",
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("sequence", sa.Integer()),
        sa.Column("customer_id", sa.String(length=80)),
        sa.Column("conversation_id", sa.String(length=36)),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("email", sa.String(length=320), nullable=False),
        sa.Column("placed_at", UtcTime(), nullable=False),
        sa.Column("delivery_on", UtcTime()),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_orders"),
    )
    op.create_index("ix_orders_conversation_id", "orders", ["conversation_id"])
    op.create_index("ix_orders_customer_id", "orders", ["customer_id"])
    op.create_index("ix_orders_placed_at", "orders", ["placed_at"])
    op.create_index("ix_orders_sequence", "orders", ["sequence"])
    op.create_table(
        "order_lines",
        sa.Column("order_number", sa.String(length=40), nullable=False),
        sa.Column("sku", sa.String(length=80), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("unit_price", Money(), nullable=False),
        sa.ForeignKeyConstraint(
            ["order_number"], ["orders.number"], name="fk_order_lines_order_number", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("order_number", "sku", name="pk_order_lines"),
    )
    op.create_index("ix_order_lines_sku", "order_lines", ["sku"])
    op.create_table(
        "returns",
        sa.Column("order_number", sa.String(length=40), nullable=False),
        sa.Column("sku", sa.String(length=80), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("returned_at", UtcTime(), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.PrimaryKeyConstraint("order_number", "sku", name="pk_returns"),
    )
    op.create_table(
        "service_contacts",
        sa.Column("id", RowId, nullable=False),
        sa.Column("customer_id", sa.String(length=80), nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.Column("topic", sa.String(length=120), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("order_number", sa.String(length=40)),
        sa.PrimaryKeyConstraint("id", name="pk_service_contacts"),
        sa.UniqueConstraint("customer_id", "at", "topic", name="uq_service_contacts_customer_id"),
    )
    op.create_index("ix_service_contacts_customer_id", "service_contacts", ["customer_id"])
