"""What the dialogue engine remembers can be erased, and nothing else with it."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from database.trackers import Trackers


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "rasa.db"


def remembers(file: Path, events: Sequence[tuple[str, str]]) -> Trackers:
    """The engine's database with these events, as (conversation, words)."""
    with closing(sqlite3.connect(file)) as database, database:
        database.execute("CREATE TABLE events (id INTEGER PRIMARY KEY, sender_id TEXT, data TEXT)")
        database.executemany("INSERT INTO events (sender_id, data) VALUES (?, ?)", events)
    return Trackers(file)


def test_before_the_engine_wrote_anything_there_is_nothing_and_no_file_is_made(file: Path) -> None:
    assert Trackers(file).erase(["a"]) == 0
    assert Trackers(file).conversations() == frozenset()
    assert not file.exists()


def test_a_database_without_the_engines_table_is_left_alone(file: Path) -> None:
    with closing(sqlite3.connect(file)) as database, database:
        database.execute("CREATE TABLE other (id INTEGER)")
    assert Trackers(file).erase(["a"]) == 0


def test_erasing_nobody_erases_nothing(file: Path) -> None:
    known = remembers(file, [("a", "hello")])
    assert known.erase([]) == 0
    assert known.conversations() == frozenset({"a"})


def test_an_id_is_taken_as_it_is_and_never_as_a_pattern_or_a_statement(file: Path) -> None:
    known = remembers(file, [("a", "hello")])
    assert known.erase(["%", "a' OR '1'='1", "a; DROP TABLE events"]) == 0
    assert known.conversations() == frozenset({"a"})


def test_only_the_conversations_named_are_erased(file: Path) -> None:
    known = remembers(file, [("a", "one"), ("a", "two"), ("b", "three"), ("c", "four")])
    assert known.erase(iter(["a", "c", "never"])) == 3
    assert known.conversations() == frozenset({"b"})


def test_erased_words_are_not_left_in_the_file(file: Path) -> None:
    known = remembers(file, [("a", "my secret is xyzzy"), ("b", "stays")])
    known.erase(["a"])
    assert b"xyzzy" not in file.read_bytes()
    assert b"stays" in file.read_bytes()
