"""Every table. Migrations under `migrations/` bring a database to this shape; a test compares the two."""

from database.tables.base import metadata
from database.tables.catalogue import fit_rules, products, relations
from database.tables.desk import changes, help_desk_links, mails, notes, quotes, read_marks
from database.tables.finding import product_vectors, search_rows, search_words, spellings, synonyms
from database.tables.hooks import webhook_deliveries, webhook_events, webhook_received
from database.tables.offers import consents, decisions, offers
from database.tables.people import customers, order_lines, orders, preferences, returns, service_contacts
from database.tables.prices import bundle_items, bundles, discounts, price_tiers
from database.tables.talk import arrivals, basket_lines, cases, conversations, messages, mood_events, proofs
from database.tables.teaching import corrections, settled_texts
from database.tables.work import handoffs, imports, review_rules, staff, staff_log, staff_sessions

__all__ = [
    "arrivals",
    "basket_lines",
    "bundle_items",
    "bundles",
    "cases",
    "changes",
    "consents",
    "conversations",
    "corrections",
    "customers",
    "decisions",
    "discounts",
    "fit_rules",
    "handoffs",
    "help_desk_links",
    "imports",
    "mails",
    "messages",
    "metadata",
    "mood_events",
    "notes",
    "offers",
    "order_lines",
    "orders",
    "preferences",
    "price_tiers",
    "product_vectors",
    "products",
    "proofs",
    "quotes",
    "read_marks",
    "relations",
    "returns",
    "review_rules",
    "search_rows",
    "search_words",
    "service_contacts",
    "settled_texts",
    "spellings",
    "staff",
    "staff_log",
    "staff_sessions",
    "synonyms",
    "webhook_deliveries",
    "webhook_events",
    "webhook_received",
]
