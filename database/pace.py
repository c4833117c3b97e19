"""How fast messages may come, counted from what is written down, so that it holds in every process."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import BindParameter, Connection, bindparam, delete, select
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from database.tables import arrivals, messages
from sales.conversation import Author
from sales.errors import TooFastError
from sales.turns import Pace

_MINUTE = timedelta(minutes=1)
_KEPT_MINUTES = 60
_THIS: BindParameter[Any] = bindparam("conversation_id")
_NTH: BindParameter[Any] = bindparam("nth")
_NTH_LATEST = (
    select(messages.c.created_at)
    .where(messages.c.conversation_id == _THIS, messages.c.author == Author.CUSTOMER.value)
    .order_by(messages.c.id.desc())
    .limit(1)
    .offset(_NTH)
)
_NTH_WAITING = (
    select(messages.c.created_at)
    .where(messages.c.conversation_id == _THIS, ~messages.c.answered)
    .order_by(messages.c.id.desc())
    .limit(1)
    .offset(_NTH)
)


def hold_pace(connection: Connection, conversation_id: str, pace: Pace, now: datetime) -> None:
    """Raise `TooFastError` where one more message of this conversation would be faster than `pace`."""
    waiting_for = timedelta(seconds=pace.waiting_seconds)
    for statement, most, within in (
        (_NTH_WAITING, pace.waiting, waiting_for),
        (_NTH_LATEST, pace.per_minute, _MINUTE),
    ):
        nth_at = connection.scalar(statement, {"conversation_id": conversation_id, "nth": most - 1})
        if nth_at is not None and nth_at > now - within:
            wait = (nth_at + within - now).total_seconds()
            # What waits is usually answered long before it grows old.
            raise TooFastError("That was fast; please wait a moment.", 1 if within is waiting_for else int(wait) + 1)


def count_arrival(connection: Connection, address: str, now: datetime, most: int) -> None:
    """Count one more of this minute from `address`; over `most` raises `TooFastError`."""
    insert = sqlite_insert if connection.dialect.name == "sqlite" else postgres_insert
    minute = int(now.timestamp()) // 60
    counted = (
        insert(arrivals)
        .values(address=address, minute=minute, count=1)
        .on_conflict_do_update(
            index_elements=[arrivals.c.address, arrivals.c.minute], set_={"count": arrivals.c.count + 1}
        )
        .returning(arrivals.c.count)
    )
    count = connection.scalar(counted)
    if count == 1:
        connection.execute(delete(arrivals).where(arrivals.c.minute < minute - _KEPT_MINUTES))
    if count is not None and count > most:
        left = 60 - int(now.timestamp()) % 60
        raise TooFastError("Too many messages from this address; please wait a moment.", left)
