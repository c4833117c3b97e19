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
            "CREATE VIRTUAL TABLE product_text USING fts5(sku UNINDEXED, name, brand, category, attributes, "
            "description, tokenize='porter unicode61 remove_diacritics 2', prefix='2 3')"
        )


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE product_text")
    metadata.drop_all(op.get_bind())
