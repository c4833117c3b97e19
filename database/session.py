"""Opening a database: the engine with its pragmas, and the transaction that every port call runs in."""

from collections.abc import Iterator
from contextlib import contextmanager
from json import JSONDecoder
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import OperationalError

from sales.errors import BusyError

MIGRATIONS = Path(__file__).parent / "migrations"
_DECODER = JSONDecoder()
_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=NORMAL",
    "foreign_keys=ON",
    "busy_timeout=10000",
    "cache_size=-16384",
)


def open_engine(url: str | URL) -> Engine:
    """An engine for `url`; SQLite is set to WAL, foreign keys, and to wait up to 10 s for another writer."""
    parsed = make_url(url)
    pinged = parsed.get_backend_name() != "sqlite"
    engine = create_engine(parsed, pool_pre_ping=pinged, json_deserializer=_read_json)
    if parsed.get_backend_name() == "sqlite":
        event.listen(engine, "connect", _set_pragmas)
        event.listen(engine, "begin", _begin_immediate_where_asked)
    return engine


def migrate(engine: Engine) -> None:
    """Bring the database to the newest shape; doing it twice changes nothing."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One transaction that writes; on SQLite it takes the write lock at once, so that it cannot fail half-way.

    `BusyError` when another writer holds it for longer than 10 s.
    """
    with engine.connect().execution_options(goeswith_writes=True) as connection:
        try:
            transaction = connection.begin()
        except OperationalError as error:
            raise BusyError("The shop is busy for a moment; please try again.") from error
        with transaction:
            yield connection


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """One consistent read."""
    with engine.connect() as connection:
        yield connection


@contextmanager
def looking_up(engine: Engine) -> Iterator[Connection]:
    """Reads that need not be of one moment: where each statement sees its own anyway, BEGIN and its end are spared.

    On SQLite it is `reading`: one transaction takes the lock once instead of for every statement.
    """
    apart = engine if engine.dialect.name == "sqlite" else engine.execution_options(isolation_level="AUTOCOMMIT")
    with reading(apart) as connection:
        yield connection


def _read_json(written: str | bytes) -> Any:
    """What our own `json.dumps` wrote: nothing stands before or behind it, which saves half the time of `loads`."""
    return _DECODER.raw_decode(written if isinstance(written, str) else written.decode())[0]


def _set_pragmas(dbapi_connection: Any, _record: object) -> None:
    dbapi_connection.isolation_level = None
    cursor = dbapi_connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_immediate_where_asked(connection: Connection) -> None:
    # The driver's own BEGIN is deferred: two writers that both read first would deadlock instead of waiting.
    wants_write = connection.get_execution_options().get("goeswith_writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if wants_write else "BEGIN")
