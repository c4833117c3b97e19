"""Fixtures that every room's tests share: a real database in a temporary folder, and a clock that stands still."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from argon2.profiles import CHEAPEST
from sqlalchemy import Engine

import bootstrap
from database.session import migrate, open_engine
from sales.ports import Store
from tests.running_app import RunningApp, home_with_model

SHARED_DATA = Path(__file__).parents[2] / "shared" / "data"


@pytest.fixture
def now() -> datetime:
    """A moment that stands still."""
    return datetime(2026, 11, 21, 10, 0, tzinfo=UTC)


@pytest.fixture(scope="session", autouse=True)
def quick_passwords() -> Iterator[None]:
    """A password's hash is meant to be slow; hundreds of logins in tests are not."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("database.staff.PasswordHasher", lambda: PasswordHasher.from_parameters(CHEAPEST))
        yield


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of the newest shape, migrated once; tests get copies."""
    made = tmp_path_factory.mktemp("empty") / "goeswith.db"
    opened = open_engine(f"sqlite:///{made}")
    migrate(opened)
    opened.dispose()
    return made


@pytest.fixture
def engine(tmp_path: Path, empty_database: Path) -> Iterator[Engine]:
    """An empty database of the newest shape."""
    opened = open_engine(f"sqlite:///{shutil.copy(empty_database, tmp_path / 'goeswith.db')}")
    yield opened
    opened.dispose()


@pytest.fixture
def store(engine: Engine) -> Store:
    """Every port, answered by the empty database."""
    return bootstrap.build_store(engine)


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder with data that no one on this project wrote; a test that needs it is skipped where it is absent."""
    if not SHARED_DATA.exists():
        pytest.skip("The shared measuring data is not beside this checkout (../shared/data).")
    return SHARED_DATA


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningApp]:
    """The whole product with the sample shop, started once for all tests that need it."""
    home = home_with_model(tmp_path_factory.mktemp("home"))
    running = RunningApp(home, GOESWITH_MESSAGES_PER_MINUTE="100000").wait_until_ready()
    yield running
    running.stop()
