"""Alembic's migrations; a test holds them against `database/tables`."""
