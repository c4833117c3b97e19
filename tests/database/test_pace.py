"""How fast messages may come."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Connection, Engine, func, select

from database.conversation_rows import append_message
from database.pace import count_arrival, hold_pace
from database.session import writing
from database.tables import arrivals
from sales.conversation import Author
from sales.errors import TooFastError
from sales.ports import NewMessage, Store
from sales.turns import Pace
from tests.database.make import conversation

PACE = Pace(waiting=2, waiting_seconds=10, per_minute=3)


@pytest.fixture
def chat(store: Store, now: datetime) -> str:
    return conversation(store, now).id


@pytest.fixture
def connection(engine: Engine, chat: str) -> Iterator[Connection]:
    with writing(engine) as opened:
        yield opened


def writes(connection: Connection, chat: str, at: datetime, author: Author = Author.CUSTOMER) -> None:
    append_message(connection, chat, NewMessage(author, "a message"), at)


def test_one_more_than_may_wait_is_refused_with_a_second_of_patience(
    connection: Connection, chat: str, now: datetime
) -> None:
    for second in range(2):
        writes(connection, chat, now + timedelta(seconds=second))
    with pytest.raises(TooFastError) as refused:
        hold_pace(connection, chat, PACE, now + timedelta(seconds=2))
    assert refused.value.retry_after == 1


def test_one_more_than_a_minute_allows_is_refused_until_the_minute_is_over(
    connection: Connection, chat: str, now: datetime
) -> None:
    for second in (0, 20, 40):
        writes(connection, chat, now + timedelta(seconds=second))
    with pytest.raises(TooFastError) as refused:
        hold_pace(connection, chat, PACE, now + timedelta(seconds=55))
    assert 5 <= refused.value.retry_after <= 6
    hold_pace(connection, chat, PACE, now + timedelta(seconds=61))


def test_anothers_messages_and_the_assistants_own_do_not_count(
    connection: Connection, store: Store, chat: str, now: datetime
) -> None:
    for _ in range(5):
        writes(connection, chat, now, Author.ASSISTANT)
    hold_pace(connection, chat, PACE, now)


def test_an_old_message_that_still_waits_holds_nobody_up(connection: Connection, chat: str, now: datetime) -> None:
    for _ in range(2):
        writes(connection, chat, now)
    hold_pace(connection, chat, PACE, now + timedelta(seconds=11))


def test_an_address_over_its_minute_is_refused_and_another_is_not(connection: Connection, now: datetime) -> None:
    start = now.replace(second=15, microsecond=0)
    for _ in range(2):
        count_arrival(connection, "home", start, 2)
    with pytest.raises(TooFastError) as refused:
        count_arrival(connection, "home", start, 2)
    assert refused.value.retry_after == 45
    count_arrival(connection, "office", start, 2)
    count_arrival(connection, "home", start + timedelta(minutes=1), 2)


def test_counts_of_past_hours_do_not_pile_up(connection: Connection, now: datetime) -> None:
    for hour in range(4):
        count_arrival(connection, "home", now + timedelta(hours=2 * hour), 10)
    assert connection.scalar(select(func.count()).select_from(arrivals)) == 1
