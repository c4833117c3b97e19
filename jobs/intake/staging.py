"""Checked rows wait here, on disk and in order, until all files are read; so memory stays small and the lock short."""

import pickle
import sqlite3
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from types import TracebackType
from typing import Any

_CHUNK = 500


@dataclass(frozen=True)
class Staged:
    """A checked row: which file and line it came from, what makes it one of a kind, and its values by column."""

    file: int
    line: int
    key: tuple[str, ...]
    row: dict[str, Any]


class Staging:
    """A temporary store of rows by kind; the first row of a key wins."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="goeswith-import-")
        self._rows = sqlite3.connect(Path(self._folder.name) / "rows.db", isolation_level=None)
        for pragma in ("journal_mode=OFF", "synchronous=OFF", "cache_size=-32768", "temp_store=FILE"):
            self._rows.execute(f"PRAGMA {pragma}")
        self._rows.execute(
            "CREATE TABLE staged (kind TEXT, key TEXT, file INT, line INT, row BLOB, PRIMARY KEY (kind, key)) "
            "WITHOUT ROWID"
        )
        self._rows.execute("BEGIN")

    def __enter__(self) -> "Staging":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._rows.close()
        self._folder.cleanup()

    def add(self, kind: str, staged: Staged) -> tuple[int, int] | None:
        """Keep the row, or answer (file, line) of the row that has its key already."""
        key = "\x1f".join(staged.key)
        values = (kind, key, staged.file, staged.line, pickle.dumps(staged.row, protocol=5))
        if self._rows.execute("INSERT OR IGNORE INTO staged VALUES (?, ?, ?, ?, ?)", values).rowcount:
            return None
        found = self._rows.execute("SELECT file, line FROM staged WHERE kind = ? AND key = ?", (kind, key)).fetchone()
        return int(found[0]), int(found[1])

    def chunks(self, kind: str) -> Iterator[list[Staged]]:
        """The rows of a kind in order of key, about 500 at a time; rows that share a key's first part stay together."""
        cursor = self._rows.cursor()
        cursor.execute("SELECT key, file, line, row FROM staged WHERE kind = ? ORDER BY key", (kind,))
        rows = (_staged(*found) for found in cursor)
        chunk: list[Staged] = []
        for _, group in groupby(rows, key=lambda staged: staged.key[0]):
            chunk.extend(group)
            if len(chunk) >= _CHUNK:
                yield chunk
                chunk = []
        if chunk:
            yield chunk


def _staged(key: str, file: int, line: int, row: bytes) -> Staged:
    # Unpickling is safe here: this process wrote the bytes into its own private folder a moment ago.
    return Staged(file, line, tuple(key.split("\x1f")), pickle.loads(row))
