"""What all tables share: the metadata with its naming rules, and the column that ties a row to a conversation."""

from sqlalchemy import Column, ForeignKey, MetaData

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)
CASCADE = "CASCADE"


def conversation_id_column() -> Column[str]:
    """A row that goes when its conversation goes."""
    return Column("conversation_id", ForeignKey("conversations.id", ondelete=CASCADE), nullable=False, index=True)
