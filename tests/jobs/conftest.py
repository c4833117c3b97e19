"""Fixtures of the import's tests: a folder to write files into, and the import as one call."""

from collections.abc import Callable
from pathlib import Path

import pytest

from jobs.import_shop import import_files
from jobs.intake.report import Report

Write = Callable[..., Path]
Import = Callable[..., Report]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a file of that name, from text in an encoding or from bytes."""

    def _write(name: str, content: str | bytes, encoding: str = "utf-8") -> Path:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return path

    return _write


@pytest.fixture
def take(engine, now) -> Import:
    """Import files into the test's database."""
    return lambda *paths, **options: import_files(engine, list(paths), now=now, **options)


@pytest.fixture
def reasons() -> Callable[[Report], dict[int, str]]:
    """Why each line was refused, by line."""
    return lambda report: {entry["line"]: entry["reason"] for entry in report.as_dict()["refused"]}
