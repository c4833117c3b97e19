"""Rasa's SQL tracker store, tuned for one machine.

SQLite gets a write-ahead log, conversations just spoken in stay in memory, and a conversation can be erased.
"""

import json
from collections import OrderedDict
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.trackers import DialogueStateTracker

_PRAGMAS = ("journal_mode=WAL", "synchronous=NORMAL", "busy_timeout=5000", "secure_delete=ON")
# A conversation is read back from the database once it is longer than this: only its latest session comes back.
LONGEST_KEPT = 400


@dataclass(frozen=True)
class _Kept:
    """A tracker as it was saved, the rows its conversation then had in all, and the domain it was made with."""

    tracker: DialogueStateTracker
    rows: int
    domain: Any


class ShopTrackerStore(SQLTrackerStore):
    """Keeps conversations in SQL; takes the settings of Rasa's `type: sql`, and `kept`, how many stay in memory.

    What is in memory counts only while the database still holds as many events of the conversation: another process
    may erase or add some. One process at a time may hold conversations.
    """

    def __init__(self, domain: Any = None, host: str | None = None, kept: int = 500, **kwargs: Any) -> None:
        super().__init__(domain=domain, host=host, **kwargs)
        self._most = kept
        self._kept: OrderedDict[str, _Kept] = OrderedDict()
        self._read: OrderedDict[str, tuple[int, int]] = OrderedDict()
        events = self.SQLEvent.__table__
        self._insert = events.insert()
        self._count = sa.select([sa.func.count()]).where(events.c.sender_id == sa.bindparam("sender"))
        if self.engine.dialect.name == "sqlite":
            self._reopen_tuned()

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """The conversation's latest session, from memory when nobody else changed it."""
        # Taken out until it is saved again: a turn that fails half way must not leave its events behind.
        kept = self._kept.pop(sender_id, None)
        with self.engine.connect() as connection:
            rows = self._rows(connection, sender_id)
        if kept is not None and kept.rows == rows and kept.domain is self.domain:
            tracker = kept.tracker
        else:
            tracker = await super().retrieve(sender_id)
        self._remember(sender_id, len(tracker.events) if tracker else 0, rows)
        return tracker

    async def look(self, sender_id: str) -> DialogueStateTracker | None:
        """The same to read only: it stays in memory for the turn that follows."""
        tracker = await self.retrieve(sender_id)
        if tracker is not None:
            self._keep(sender_id, _Kept(tracker, self._read[sender_id][1], self.domain))
        return tracker

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Stores the events that are new since the tracker was retrieved."""
        await self.stream_events(tracker)
        sender = tracker.sender_id
        stored, rows = self._read.pop(sender, (None, 0))
        if stored is None or stored > len(tracker.events) or not self._add(tracker, stored, rows):
            await super().save(tracker)
            self._kept.pop(sender, None)
            return
        rows += len(tracker.events) - stored
        self._keep(sender, _Kept(tracker, rows, self.domain))
        self._remember(sender, len(tracker.events), rows)

    async def forget(self, sender_id: str) -> int:
        """Erases all events of a conversation; returns how many there were."""
        self._kept.pop(sender_id, None)
        self._read.pop(sender_id, None)
        with self.session_scope() as session:
            erased = session.query(self.SQLEvent).filter(self.SQLEvent.sender_id == sender_id).delete()
            session.commit()
        return int(erased)

    def _add(self, tracker: DialogueStateTracker, stored: int, rows: int) -> bool:
        """Insert the events after the first `stored`; False, inserting none, when the database no longer has `rows`."""
        with self.engine.begin() as connection:
            if self._rows(connection, tracker.sender_id) != rows:
                return False
            new = [_row(tracker.sender_id, event) for event in list(tracker.events)[stored:]]
            if new:
                connection.execute(self._insert, new)
        return True

    def _rows(self, connection: Any, sender_id: str) -> int:
        return int(connection.execute(self._count, {"sender": sender_id}).scalar())

    def _reopen_tuned(self) -> None:
        # Rasa opens a SQLite file anew for every statement, which took a fifth of a whole turn.
        if self.engine.url.database not in (None, "", ":memory:"):
            self.engine.dispose()
            self.engine = sa.create_engine(
                self.engine.url, poolclass=sa.pool.QueuePool, connect_args={"check_same_thread": False}
            )
            self.sessionmaker.configure(bind=self.engine)
        sa.event.listen(self.engine, "connect", _tune)

    def _keep(self, sender: str, kept: _Kept) -> None:
        if len(kept.tracker.events) <= LONGEST_KEPT:
            self._kept[sender] = kept
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)

    def _remember(self, sender: str, events: int, rows: int) -> None:
        self._read[sender] = (events, rows)
        while len(self._read) > self._most:
            self._read.popitem(last=False)


def _row(sender: str, event: Any) -> dict[str, Any]:
    """The event as Rasa's own store writes it."""
    data = event.as_dict()
    return {
        "sender_id": sender,
        "type_name": event.type_name,
        "timestamp": data.get("timestamp"),
        "intent_name": data.get("parse_data", {}).get("intent", {}).get("name"),
        "action_name": data.get("name"),
        "data": json.dumps(data),
    }


def _tune(connection: Any, _: Any) -> None:
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
