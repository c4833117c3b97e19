"""A door on a real database with a scripted assistant behind it."""

from datetime import datetime
from pathlib import Path

import pytest

from bootstrap import Settings
from chat.identity import new_secret
from chat.parts import Parts, build_parts
from database.trackers import Trackers
from sales.ports import Store
from tests.chat.fake import Clock, FakeAssistant


@pytest.fixture
def clock(now: datetime) -> Clock:
    """Stands still until a test moves it."""
    return Clock(now)


@pytest.fixture
def assistant() -> FakeAssistant:
    """The scripted assistant."""
    return FakeAssistant()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings of a shop in a temporary home."""
    return Settings(
        home=tmp_path,
        identity_secret="i" * 32,
        cookie_secret="c" * 32,
        internal_key="k" * 32,
        tickets_secret="t" * 32,
        answer_within_seconds=5,
    )


@pytest.fixture
def parts(store: Store, assistant: FakeAssistant, settings: Settings, clock: Clock) -> Parts:
    """Everything around the door."""
    return build_parts(store, assistant, Trackers(settings.tracker_database), settings, clock)


@pytest.fixture
def talk(store: Store, now: datetime) -> str:
    """A new conversation's id."""
    return store.conversations.create(now=now, token_hash=new_secret()[1], customer_id=None, locale="en").id
