"""Erasing everywhere."""

import sqlite3
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, insert

from chat.erasure import Erasure
from chat.parts import Parts
from database.tables import customers
from database.trackers import Trackers
from sales.errors import NotFoundError
from sales.ports import Store


@pytest.fixture
def tracker(tmp_path: Path) -> Path:
    """A tracker database of the dialogue engine's shape."""
    path = tmp_path / "rasa.db"
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE events (id INTEGER PRIMARY KEY, sender_id TEXT, data TEXT)")
    return path


def remember(path: Path, *conversations: str) -> None:
    """Let the engine remember words of these."""
    with sqlite3.connect(path) as database:
        database.executemany("INSERT INTO events (sender_id, data) VALUES (?, 'secret')", [(c,) for c in conversations])


def test_an_unknown_conversation_or_customer_is_said_to_be_unknown(store: Store, tracker: Path):
    erasure = Erasure(store, Trackers(tracker))
    with pytest.raises(NotFoundError):
        erasure.conversation("nobody")
    with pytest.raises(NotFoundError):
        erasure.customer("nobody")


def test_without_a_tracker_database_erasing_still_works(store: Store, talk: str, tmp_path: Path):
    Erasure(store, Trackers(tmp_path / "none.db")).conversation(talk)
    assert not (tmp_path / "none.db").exists()


def test_a_person_goes_with_all_their_conversations_and_nobody_elses(
    store: Store, engine: Engine, tracker: Path, now: datetime
):
    with engine.begin() as connection:
        connection.execute(insert(customers).values(id="C1", email="ana@example.org"))
    mine = [store.conversations.create(now=now, token_hash="x", customer_id="C1", locale="en").id for _ in range(2)]
    other = store.conversations.create(now=now, token_hash="x", customer_id=None, locale="en").id
    remember(tracker, *mine, other)
    trackers = Trackers(tracker)
    Erasure(store, trackers).person(mine[0])
    assert trackers.conversations() == {other}
    assert store.turns.existing([*mine, other]) == {other}
    assert store.customers.by_email("ana@example.org") is None


def test_erased_words_are_not_left_in_the_tracker_file(store: Store, talk: str, tracker: Path):
    remember(tracker, talk)
    Erasure(store, Trackers(tracker)).conversation(talk)
    assert b"secret" not in tracker.read_bytes()


def test_traces_of_conversations_that_are_gone_are_swept(store: Store, talk: str, tracker: Path):
    remember(tracker, talk, "gone", "long gone")
    trackers = Trackers(tracker)
    assert Erasure(store, trackers).sweep() == 2
    assert trackers.conversations() == {talk}


async def test_what_a_running_turn_told_the_engine_is_erased_when_the_conversation_went_meanwhile(
    parts: Parts, talk: str, tracker: Path
):
    def erase_and_remember(conversation: str) -> None:
        parts.store.conversations.erase(conversation)
        remember(tracker, conversation)

    parts.assistant.does = erase_and_remember
    await parts.door.say(talk, "delete my data", "c1")
    assert Trackers(tracker).conversations() == frozenset()
