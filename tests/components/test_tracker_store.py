"""Conversations in SQL: read back as they were said, erasable, and never from a memory that others made stale."""

import asyncio
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, Event, SessionStarted, SlotSet, UserUttered

from components import tracker_store
from components.tracker_store import ShopTrackerStore

DOMAIN = Domain.from_dict(
    {"intents": ["greet"], "slots": {"size": {"type": "text", "mappings": [{"type": "custom"}]}}, "actions": ["act"]}
)


@pytest.fixture
def store(tmp_path: Path) -> ShopTrackerStore:
    return ShopTrackerStore(DOMAIN, dialect="sqlite", db=str(tmp_path / "rasa.db"))


def turn(store: ShopTrackerStore, *events: Event, sender: str = "c1") -> Any:
    async def take() -> Any:
        tracker = await store.get_or_create_tracker(sender, append_action_listen=False)
        tracker.update_with_events(list(events), DOMAIN)
        await store.save(tracker)
        return tracker

    return asyncio.run(take())


def read(store: ShopTrackerStore, sender: str = "c1") -> list[str]:
    tracker = asyncio.run(store.retrieve(sender))
    return [] if tracker is None else [str(event.as_dict().get("text") or event.type_name) for event in tracker.events]


def said(text: str) -> UserUttered:
    return UserUttered(text, {"name": "greet", "confidence": 1.0})


def rows(tmp_path: Path) -> int:
    with sqlite3.connect(tmp_path / "rasa.db") as database:
        return int(database.execute("SELECT COUNT(*) FROM events").fetchone()[0])


def test_a_conversation_nobody_had_is_none(store: ShopTrackerStore) -> None:
    assert asyncio.run(store.retrieve("nobody")) is None


def test_every_event_is_stored_once(store: ShopTrackerStore, tmp_path: Path) -> None:
    for text in ("one", "two", "three"):
        turn(store, said(text), ActionExecuted("act"))
    assert rows(tmp_path) == 6
    again = ShopTrackerStore(DOMAIN, dialect="sqlite", db=str(tmp_path / "rasa.db"))
    assert read(again) == read(store) == ["one", "action", "two", "action", "three", "action"]


def test_slots_come_back(store: ShopTrackerStore, tmp_path: Path) -> None:
    turn(store, said("one"), SlotSet("size", "L"))
    again = ShopTrackerStore(DOMAIN, dialect="sqlite", db=str(tmp_path / "rasa.db"))
    assert asyncio.run(again.retrieve("c1")).get_slot("size") == "L"


def test_a_turn_that_failed_half_way_leaves_nothing(store: ShopTrackerStore) -> None:
    turn(store, said("one"))
    asyncio.run(store.retrieve("c1")).update(said("never saved"), DOMAIN)
    assert read(store) == ["one"]


def test_what_another_process_erased_is_gone_from_memory_too(store: ShopTrackerStore, tmp_path: Path) -> None:
    turn(store, said("secret"))
    with sqlite3.connect(tmp_path / "rasa.db") as database:
        database.execute("DELETE FROM events WHERE sender_id = 'c1'")
    assert read(store) == []
    turn(store, said("new"))
    assert read(store) == ["new"]


def test_what_another_store_added_is_seen_and_nothing_is_lost(store: ShopTrackerStore, tmp_path: Path) -> None:
    turn(store, said("one"))
    turn(ShopTrackerStore(DOMAIN, dialect="sqlite", db=str(tmp_path / "rasa.db")), said("two"))
    turn(store, said("three"))
    assert read(store) == ["one", "two", "three"]


def test_forgetting_takes_one_conversation_and_no_other(store: ShopTrackerStore) -> None:
    turn(store, said("one"))
    turn(store, said("other"), sender="c2")
    assert asyncio.run(store.forget("c1")) == 1
    assert (read(store), read(store, "c2")) == ([], ["other"])


def test_a_new_domain_reads_the_conversation_anew(store: ShopTrackerStore) -> None:
    turn(store, said("one"))
    store.domain = Domain.from_dict(
        {"intents": ["greet"], "slots": {"new": {"type": "text", "mappings": [{"type": "custom"}]}}}
    )
    assert "new" in asyncio.run(store.retrieve("c1")).slots


def test_only_the_latest_session_is_read_back_of_a_long_conversation(
    store: ShopTrackerStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tracker_store, "LONGEST_KEPT", 3)
    turn(store, SessionStarted(), said("old"), said("older"), said("oldest"))
    turn(store, SessionStarted(), said("now"))
    assert read(store) == ["session_started", "now"]


def test_memory_is_bounded(tmp_path: Path) -> None:
    store = ShopTrackerStore(DOMAIN, kept=2, dialect="sqlite", db=str(tmp_path / "rasa.db"))
    for sender in ("a", "b", "c", "d"):
        turn(store, said(sender), sender=sender)
    assert len(store._kept) <= 2
    assert read(store, "a") == ["a"]
