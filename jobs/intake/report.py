"""What an import did, row by row where it refused."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

LISTED_AT_MOST = 10_000


@dataclass
class FileReport:
    """One file: rows read and kept, how many of them changed anything, and each refusal as (line, reason)."""

    name: str
    kind: str
    read: int = 0
    kept: int = 0
    changed: int = 0
    refused_count: int = 0
    refused: list[tuple[int, str]] = field(default_factory=list)
    notes: Counter[str] = field(default_factory=Counter)

    def refuse(self, line: int, reason: str) -> None:
        """Count a refused row; the first 10,000 are listed, so that a wrong file of any size stays a small report."""
        self.refused_count += 1
        if len(self.refused) < LISTED_AT_MOST:
            self.refused.append((line, reason))

    def note(self, text: str) -> None:
        """Count something that the shop should know but that does not spoil the row."""
        self.notes[text] += 1


@dataclass(frozen=True)
class Report:
    """A whole import; what is not listed under `refused` is in the database, or nothing is."""

    files: tuple[FileReport, ...]
    skipped: tuple[str, ...] = ()

    @property
    def changed(self) -> int:
        """Rows that were not in the database as they are now."""
        return sum(file.changed for file in self.files)

    def as_dict(self) -> Mapping[str, Any]:
        """Plain data for an API: totals, then one entry per file."""
        return {
            "read": sum(file.read for file in self.files),
            "kept": sum(file.kept for file in self.files),
            "changed": self.changed,
            "refused_count": sum(file.refused_count for file in self.files),
            "refused": [
                {"file": file.name, "line": line, "reason": reason}
                for file in self.files
                for line, reason in sorted(file.refused)
            ],
            "files": [
                {
                    "file": file.name,
                    "kind": file.kind,
                    "read": file.read,
                    "kept": file.kept,
                    "changed": file.changed,
                    "refused_count": file.refused_count,
                    "notes": dict(file.notes),
                }
                for file in self.files
            ],
            "skipped": list(self.skipped),
        }
