"""Every table. Migrations under `migrations/` bring a database to this shape; a test compares the two."""

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from database.types import Money, RowId, UtcTime

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)
_CASCADE = "CASCADE"


def _conversation_id() -> Column[str]:
    return Column("conversation_id", ForeignKey("conversations.id", ondelete=_CASCADE), nullable=False, index=True)


# --- the catalogue ---------------------------------------------------------------------------------------------------

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
)

# --- people and their orders -----------------------------------------------------------------------------------------

customers = Table(
    "customers",
    metadata,
    Column("id", String(80), primary_key=True),
    Column("name", String(200), nullable=False, default=""),
    Column("email", String(320), nullable=False, index=True),
    Column("locale", String(20), nullable=False, default="en"),
    Column("marketing_consent", Boolean, nullable=False, default=False),
    Column("opted_out", Boolean, nullable=False, default=False),
    Column("created_at", UtcTime),
)

orders = Table(
    "orders",
    metadata,
    Column("number", String(40), primary_key=True),
    Column("sequence", Integer, index=True),
    Column("customer_id", String(80), index=True),
    Column("conversation_id", String(36), index=True),
    Column("name", String(200), nullable=False, default=""),
    Column("email", String(320), nullable=False, default=""),
    Column("placed_at", UtcTime, nullable=False, index=True),
    Column("delivery_on", UtcTime),
    Column("status", String(20), nullable=False, default="placed"),
    Column("currency", String(3), nullable=False, default="EUR"),
)

order_lines = Table(
    "order_lines",
    metadata,
    Column("order_number", ForeignKey("orders.number", ondelete=_CASCADE), primary_key=True),
    Column("sku", String(80), primary_key=True, index=True),
    Column("quantity", Integer, nullable=False),
    Column("unit_price", Money, nullable=False),
)

returns = Table(
    "returns",
    metadata,
    Column("order_number", String(40), primary_key=True),
    Column("sku", String(80), primary_key=True),
    Column("quantity", Integer, nullable=False),
    Column("returned_at", UtcTime, nullable=False),
    Column("reason", String(300), nullable=False, default=""),
)

service_contacts = Table(
    "service_contacts",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("customer_id", String(80), nullable=False, index=True),
    Column("at", UtcTime, nullable=False),
    Column("topic", String(120), nullable=False, default=""),
    Column("minutes", Integer, nullable=False, default=0),
    Column("order_number", String(40)),
    UniqueConstraint("customer_id", "at", "topic"),
)

# --- conversations ---------------------------------------------------------------------------------------------------

conversations = Table(
    "conversations",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("token_hash", String(64), nullable=False),
    Column("customer_id", String(80), index=True),
    Column("owner", String(20), nullable=False, default="assistant"),
    Column("mood", String(20), nullable=False, default="neutral"),
    Column("locale", String(20), nullable=False, default="en"),
    Column("page_sku", String(80)),
    Column("page_url", String(500)),
    Column("opted_out", Boolean, nullable=False, default=False),
    Column("shown", JSON, nullable=False, default=list),
    Column("focus", String(80)),
    Column("need", String(500), nullable=False, default=""),
    Column("created_at", UtcTime, nullable=False, index=True),
    Column("turn_holder", String(64)),
    Column("turn_until", UtcTime),
)

basket_lines = Table(
    "basket_lines",
    metadata,
    Column("conversation_id", ForeignKey("conversations.id", ondelete=_CASCADE), primary_key=True),
    Column("sku", String(80), primary_key=True),
    Column("quantity", Integer, nullable=False),
    Column("position", Integer, nullable=False),
)

messages = Table(
    "messages",
    metadata,
    Column("id", RowId, primary_key=True),
    _conversation_id(),
    Column("author", String(20), nullable=False),
    Column("agent", String(80)),
    Column("text", Text, nullable=False, default=""),
    Column("products", JSON, nullable=False, default=list),
    Column("offer_id", String(36)),
    Column("quick_replies", JSON, nullable=False, default=list),
    Column("client_id", String(100)),
    Column("answers", RowId, index=True),
    Column("answered", Boolean, nullable=False, default=True),
    Column("understanding", JSON),
    Column("created_at", UtcTime, nullable=False),
    UniqueConstraint("conversation_id", "client_id"),
    Index(
        "ix_messages_unanswered", "answered", sqlite_where=text("answered = 0"), postgresql_where=text("not answered")
    ),
    sqlite_autoincrement=True,
)

mood_events = Table(
    "mood_events",
    metadata,
    Column("id", RowId, primary_key=True),
    _conversation_id(),
    Column("mood", String(20), nullable=False),
    Column("cause", String(300), nullable=False, default=""),
    Column("at", UtcTime, nullable=False),
)

proofs = Table(
    "proofs",
    metadata,
    Column("conversation_id", ForeignKey("conversations.id", ondelete=_CASCADE), primary_key=True),
    Column("order_number", String(40), primary_key=True),
)

cases = Table(
    "cases",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("conversation_id", String(36), index=True),
    Column("customer_id", String(80), index=True),
    Column("kind", String(20), nullable=False),
    Column("order_number", String(40)),
    Column("sku", String(80)),
    Column("summary", Text, nullable=False, default=""),
    Column("opened_at", UtcTime, nullable=False),
    Column("closed_at", UtcTime),
    Column("closed_by", String(80)),
)

# --- offers ----------------------------------------------------------------------------------------------------------

offers = Table(
    "offers",
    metadata,
    Column("id", String(36), primary_key=True),
    _conversation_id(),
    Column("kind", String(20), nullable=False),
    Column("items", JSON, nullable=False),
    Column("price", Money, nullable=False),
    Column("price_before", Money, nullable=False),
    Column("total_after", Money, nullable=False),
    Column("currency", String(3), nullable=False),
    Column("made_at", UtcTime, nullable=False),
    Column("answer", String(20)),
    Column("answered_at", UtcTime),
)

decisions = Table(
    "decisions",
    metadata,
    Column("id", RowId, primary_key=True),
    _conversation_id(),
    Column("at", UtcTime, nullable=False, index=True),
    Column("moment", String(20), nullable=False),
    Column("reason", String(60)),
    Column("offer_id", String(36)),
    Column("inputs", JSON, nullable=False),
    Column("verdicts", JSON, nullable=False),
)

consents = Table(
    "consents",
    metadata,
    Column("id", RowId, primary_key=True),
    _conversation_id(),
    Column("what", String(60), nullable=False),
    Column("shown", JSON, nullable=False),
    Column("answer", String(20), nullable=False),
    Column("words", Text, nullable=False, default=""),
    Column("at", UtcTime, nullable=False),
)

# --- people who work here --------------------------------------------------------------------------------------------

handoffs = Table(
    "handoffs",
    metadata,
    Column("id", String(36), primary_key=True),
    _conversation_id(),
    Column("reason", String(120), nullable=False),
    Column("topic", String(120), nullable=False, default=""),
    Column("state", String(20), nullable=False, index=True),
    Column("need", JSON, nullable=False, default=dict),
    Column("agent", String(80)),
    Column("opened_at", UtcTime, nullable=False, index=True),
    Column("claimed_at", UtcTime),
    Column("closed_at", UtcTime),
    Column("disposition", String(120)),
)

staff = Table(
    "staff",
    metadata,
    Column("username", String(80), primary_key=True),
    Column("role", String(20), nullable=False),
    Column("password_hash", String(200), nullable=False),
    Column("seen_at", UtcTime),
)

staff_sessions = Table(
    "staff_sessions",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("username", ForeignKey("staff.username", ondelete=_CASCADE), nullable=False),
    Column("expires_at", UtcTime, nullable=False),
)

staff_log = Table(
    "staff_log",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("username", String(80), nullable=False),
    Column("action", String(80), nullable=False),
    Column("subject", String(200), nullable=False, default=""),
    Column("at", UtcTime, nullable=False, index=True),
)

imports = Table(
    "imports",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("kind", String(40), nullable=False),
    Column("file_name", String(300), nullable=False),
    Column("report", JSON, nullable=False),
    Column("at", UtcTime, nullable=False),
)
