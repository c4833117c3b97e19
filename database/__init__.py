"""The one room that knows SQL: SQLAlchemy 2, SQLite (WAL) when embedded, PostgreSQL when it grows."""
