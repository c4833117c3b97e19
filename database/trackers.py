"""What the dialogue engine remembers of conversations; Rasa has no call to delete it."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

_WAIT_SECONDS = 10


class Trackers:
    """Rasa's SQLite tracker store at `path`, which may not exist yet; implements `sales.turns.Trackers`."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def erase(self, conversation_ids: Iterable[str]) -> int:
        """Remove all events of the conversations for good; answers how many there were."""
        rows = [(conversation_id,) for conversation_id in conversation_ids]
        with self._open() as database:
            if database is None or not rows:
                return 0
            return database.executemany("DELETE FROM events WHERE sender_id = ?", rows).rowcount

    def conversations(self) -> frozenset[str]:
        """Every conversation that the engine remembers anything of."""
        with self._open() as database:
            if database is None:
                return frozenset()
            return frozenset(row[0] for row in database.execute("SELECT DISTINCT sender_id FROM events"))

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection | None]:
        """The database in one transaction, or None while Rasa has not made its table."""
        if not self._path.exists():
            yield None
            return
        with closing(sqlite3.connect(self._path, timeout=_WAIT_SECONDS)) as database:
            # What is deleted is overwritten, so that the words are not left in the file's free pages.
            database.execute("PRAGMA secure_delete=ON")
            known = database.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'events'").fetchone()
            with database:
                yield database if known else None
