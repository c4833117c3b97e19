"""The mood and its timeline, within a transaction: unhappiness holds in all conversations of a known customer."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from database.tables import conversations, mood_events
from sales.customer import Mood

_GOOD_SIGN = "good sign: "
_ELSEWHERE = "in another conversation: "
_LONGEST = 300


def move_mood(connection: Connection, conversation_id: str, mood: Mood, *, now: datetime, cause: str) -> None:
    """Set the mood and keep the change; turning unhappy, and ceasing to be, holds for the customer everywhere."""
    before = _row(connection, conversation_id)
    if before is None or before.mood == mood.value:
        return
    _set(connection, conversation_id, mood, now, cause)
    was_unhappy = before.mood == Mood.UNHAPPY.value
    if was_unhappy:
        connection.execute(update(conversations).where(conversations.c.id == conversation_id).values(good_sign_at=now))
    if not was_unhappy and mood is not Mood.UNHAPPY:
        return
    for other_id, other_mood in _others(connection, conversation_id, before.customer_id):
        if (mood is Mood.UNHAPPY) != (other_mood == Mood.UNHAPPY.value):
            shared = Mood.UNHAPPY if mood is Mood.UNHAPPY else Mood.NEUTRAL
            _set(connection, other_id, shared, now, _ELSEWHERE + cause)


def note_good_sign(connection: Connection, conversation_id: str, *, now: datetime, cause: str) -> None:
    """Keep that the customer showed that all is well again; a mood that stays as it is shows it in the timeline."""
    row = _row(connection, conversation_id)
    if row is None:
        return
    connection.execute(update(conversations).where(conversations.c.id == conversation_id).values(good_sign_at=now))
    _note(connection, conversation_id, row.mood, now, _GOOD_SIGN + cause)


def take_over_mood(connection: Connection, conversation_id: str, customer_id: str | None) -> None:
    """Begin unhappy, and since then, where the customer is unhappy in another conversation."""
    if customer_id is None:
        return
    unhappy = (
        select(mood_events.c.at, mood_events.c.cause)
        .join(conversations, conversations.c.id == mood_events.c.conversation_id)
        .where(
            conversations.c.customer_id == customer_id,
            conversations.c.mood == Mood.UNHAPPY.value,
            mood_events.c.mood == Mood.UNHAPPY.value,
        )
        .order_by(mood_events.c.at.desc(), mood_events.c.id)
        .limit(1)
    )
    row = connection.execute(unhappy).first()
    if row is not None:
        cause = row.cause.removeprefix(_ELSEWHERE)
        _set(connection, conversation_id, Mood.UNHAPPY, row.at, _ELSEWHERE + cause)


def told_of(cause: str) -> tuple[str, str]:
    """What a row of the timeline is ("mood" or "good sign"), and its cause in words."""
    return ("good sign", cause.removeprefix(_GOOD_SIGN)) if cause.startswith(_GOOD_SIGN) else ("mood", cause)


def _set(connection: Connection, conversation_id: str, mood: Mood, at: datetime, cause: str) -> None:
    connection.execute(update(conversations).where(conversations.c.id == conversation_id).values(mood=mood.value))
    _note(connection, conversation_id, mood.value, at, cause)


def _note(connection: Connection, conversation_id: str, mood: str, at: datetime, cause: str) -> None:
    row = {"conversation_id": conversation_id, "mood": mood, "cause": cause[:_LONGEST], "at": at}
    connection.execute(insert(mood_events).values(row))


def _row(connection: Connection, conversation_id: str) -> Any:
    chosen = select(conversations.c.mood, conversations.c.customer_id).where(conversations.c.id == conversation_id)
    return connection.execute(chosen).first()


def _others(connection: Connection, conversation_id: str, customer_id: str | None) -> list[tuple[str, str]]:
    if customer_id is None:
        return []
    chosen = select(conversations.c.id, conversations.c.mood).where(
        conversations.c.customer_id == customer_id, conversations.c.id != conversation_id
    )
    return [(row.id, row.mood) for row in connection.execute(chosen).all()]
