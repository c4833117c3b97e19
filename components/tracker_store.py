"""Rasa's SQL tracker store, tuned for one machine: a write-ahead log in SQLite, and conversations can be erased."""

import functools
from typing import Any

import sqlalchemy as sa
import sqlalchemy.orm
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.events import Event

_PRAGMAS = ("journal_mode=WAL", "synchronous=NORMAL", "busy_timeout=5000", "secure_delete=ON")


class ShopTrackerStore(SQLTrackerStore):
    """Keeps conversations in SQL; takes the same settings as Rasa's `type: sql`."""

    def __init__(self, domain: Any = None, host: str | None = None, **kwargs: Any) -> None:
        # Rasa passes `host` for its custom stores whether or not there is one.
        super().__init__(domain=domain, host=host, **kwargs)
        if self.engine.dialect.name == "sqlite":
            self._keep_connections_open()

    def _keep_connections_open(self) -> None:
        """SQLAlchemy 1.4 opens and closes a file for each session, and each last close empties the write-ahead log."""
        self.engine.dispose()
        self.engine = sa.create_engine(
            self.engine.url, poolclass=sa.pool.QueuePool, connect_args={"check_same_thread": False}
        )
        sa.event.listen(self.engine, "connect", _tune)
        self.sessionmaker = sa.orm.session.sessionmaker(bind=self.engine)

    async def forget(self, sender_id: str) -> int:
        """Erases all events of a conversation; returns how many there were."""
        with self.session_scope() as session:
            erased = session.query(self.SQLEvent).filter(self.SQLEvent.sender_id == sender_id).delete()
            session.commit()
        return int(erased)


# Rasa walks through all classes of events for every event that it reads back.
Event.resolve_by_type = staticmethod(functools.lru_cache(maxsize=128)(Event.resolve_by_type))


def _tune(connection: Any, _: Any) -> None:
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
