"""Preferences that people stated, kept for the customer where one is known, else for the conversation."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Engine, delete, insert, or_, select

from database.session import reading, writing
from database.tables import conversations, preferences
from sales.tastes import Taste


class Preferences:
    """The stated preferences of one database; implements `sales.ports.Preferences`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def note(self, conversation_id: str, tastes: Sequence[Taste], now: datetime) -> None:
        """Keep what was stated; the same again changes nothing."""
        with writing(self._engine) as connection:
            customer_id, theirs = _theirs(connection, conversation_id)
            known = {(row.name, row.value) for row in connection.execute(select(preferences).where(theirs))}
            fresh = [each for each in dict.fromkeys(tastes) if (each.name, each.value) not in known]
            shared = {"conversation_id": conversation_id, "customer_id": customer_id, "at": now}
            if fresh:
                rows = [{**shared, "name": each.name[:80], "value": each.value[:200]} for each in fresh]
                connection.execute(insert(preferences), rows)

    def stated(self, conversation_id: str) -> Sequence[Taste]:
        """What was stated here, and by the same customer elsewhere, oldest first."""
        with reading(self._engine) as connection:
            _, theirs = _theirs(connection, conversation_id)
            rows = connection.execute(select(preferences).where(theirs).order_by(preferences.c.id))
            return [Taste(row.name, row.value) for row in rows]

    def forget(self, conversation_id: str) -> None:
        """Drop all of them."""
        with writing(self._engine) as connection:
            connection.execute(delete(preferences).where(_theirs(connection, conversation_id)[1]))


def _theirs(connection: Connection, conversation_id: str) -> tuple[str | None, ColumnElement[bool]]:
    chosen = select(conversations.c.customer_id).where(conversations.c.id == conversation_id)
    customer_id = connection.scalar(chosen)
    here = preferences.c.conversation_id == conversation_id
    return customer_id, or_(here, preferences.c.customer_id == customer_id) if customer_id else here
