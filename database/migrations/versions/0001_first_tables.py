"""The first tables."""

from alembic import op

from database.tables import metadata

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    metadata.create_all(op.get_bind())
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE VIRTUAL TABLE product_text USING fts5(name, brand, category, attributes, fits, description, "
            "tokenize=\"unicode61 remove_diacritics 0 tokenchars '.'\")"
        )
        op.execute("CREATE VIRTUAL TABLE search_grams USING fts5(word, tokenize='trigram', detail='none')")


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE product_text")
        op.execute("DROP TABLE search_grams")
    metadata.drop_all(op.get_bind())
