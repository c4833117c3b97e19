"""What search keeps beside the catalogue; the full-text tables themselves are the database's own kind."""

from sqlalchemy import Column, Index, Integer, LargeBinary, String, Table

from database.tables.base import metadata
from database.types import RowId, UtcTime

search_rows = Table(
    "search_rows",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("sku", String(80), nullable=False, unique=True),
    Column("folded", String(80), nullable=False, index=True),
    sqlite_autoincrement=True,
)
"""The number under which the full text knows a product, and its SKU as people type it: letters and digits only."""

search_words = Table(
    "search_words",
    metadata,
    Column("word", String(80), primary_key=True),
    Column("products", Integer, nullable=False),
)
"""Every word of the catalogue, and in how many products it stands."""

spellings = Table(
    "spellings",
    metadata,
    Column("form", String(80), primary_key=True),
    Column("word", String(80), primary_key=True),
    sqlite_with_rowid=False,
)
"""Each word with one letter left out, and which word that was."""

synonyms = Table(
    "synonyms",
    metadata,
    Column("word", String(120), primary_key=True),
    Column("means", String(120), primary_key=True),
)
"""What people say, and what the catalogue says; an empty meaning marks a word that says nothing about a product."""

product_vectors = Table(
    "product_vectors",
    metadata,
    Column("sku", String(80), primary_key=True),
    Column("model", String(80), nullable=False),
    Column("digest", String(64), nullable=False),
    Column("product_updated_at", UtcTime),
    Column("vector", LargeBinary, nullable=False),
    Column("version", Integer, nullable=False),
    Index("ix_product_vectors_version", "version"),
)
"""What each product's text means, as 384 signed bytes; `version` rises with every write."""
