"""The assistant's turns: a customer's message written down, the right to answer it, and the answer."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import BindParameter, Connection, Engine, and_, bindparam, or_, select, update

from database.conversation_rows import append_message, by_client_id, hold, message_from
from database.handoff_rows import announce_message, open_row
from database.pace import count_arrival, hold_pace
from database.session import reading, writing
from database.standing import read_standing
from database.tables import conversations, messages
from sales.conversation import Message, Owner, Standing
from sales.errors import ConflictError, NotFoundError, TooFastError
from sales.ports import NewMessage
from sales.turns import Pace, Received, Said

_AT_ONCE = 12
_ASKED_AT_ONCE = 500
_ANSWERED_WITH = "answered_with"
_THIS: BindParameter[Any] = bindparam("conversation_id")
_TAKE = (
    update(conversations)
    .where(
        conversations.c.id == _THIS,
        or_(
            conversations.c.turn_holder.is_(None),
            conversations.c.turn_holder == bindparam("holder"),
            conversations.c.turn_until < bindparam("at"),
        ),
    )
    .values(turn_holder=bindparam("holder"), turn_until=bindparam("until"))
)
_GIVE_BACK = (
    update(conversations)
    .where(conversations.c.id == _THIS, conversations.c.turn_holder == bindparam("holder"))
    .values(turn_holder=None, turn_until=None)
)
_WAITING = (
    select(messages)
    .where(messages.c.conversation_id == _THIS, ~messages.c.answered)
    .order_by(messages.c.id)
    .limit(_AT_ONCE)
)
_ANSWERS = (
    select(messages)
    .where(messages.c.conversation_id == _THIS, messages.c.answers == bindparam("asked"))
    .order_by(messages.c.id)
)
_ASKED = select(messages).where(messages.c.conversation_id == _THIS, messages.c.id == bindparam("asked"))
_MARK = update(messages).where(messages.c.id == bindparam("asked")).values(answered=True)
_MARK_UNDERSTOOD = _MARK.values(understanding=bindparam("understood"))


class Turns:
    """The turns of one database; implements `sales.turns.Turns`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def receive(
        self, conversation_id: str, new: NewMessage, *, now: datetime, holder: str | None, seconds: float, pace: Pace
    ) -> Received:
        """Write a customer's message down and take the turn where it is free; see `sales.turns.Turns`."""
        with writing(self._engine) as connection:
            hold(connection, conversation_id)
            standing = read_standing(connection, conversation_id)
            if new.client_id and (known := by_client_id(connection, conversation_id, new.client_id)):
                return _received(connection, known, standing)
            hold_pace(connection, conversation_id, pace, now)
            message = append_message(connection, conversation_id, new, now)
            if standing.conversation.owner is not Owner.ASSISTANT:
                connection.execute(_MARK, {"asked": message.id})
                if (row := open_row(connection, conversation_id)) is not None:
                    announce_message(connection, row, message, now)
                return Received(message, standing, answers=())
            if holder is None or not _take(connection, conversation_id, holder, now, seconds):
                return Received(message, standing)
            return Received(message, standing, has_turn=True, waiting=_waiting(connection, conversation_id))

    def take(self, conversation_id: str, *, holder: str, now: datetime, seconds: float) -> Received | None:
        """Take (or keep) the turn and read what waits; None while another holds it or nothing waits."""
        with writing(self._engine) as connection:
            hold(connection, conversation_id)
            standing = read_standing(connection, conversation_id)
            waiting = _waiting(connection, conversation_id)
            if standing.conversation.owner is not Owner.ASSISTANT:
                _mark_all(connection, conversation_id)
                return None
            if not waiting:
                return None
            if not _take(connection, conversation_id, holder, now, seconds):
                return None
            return Received(waiting[-1], standing, has_turn=True, waiting=waiting)

    def finish(
        self,
        conversation_id: str,
        *,
        holder: str,
        answered: Sequence[int],
        understanding: Mapping[str, Any] | None,
        said: Sequence[NewMessage],
        now: datetime,
    ) -> Said:
        """Write what was said in answer to the messages `answered` and give the turn back; see `sales.turns.Turns`."""
        with writing(self._engine) as connection:
            given_back = connection.execute(_GIVE_BACK, {"conversation_id": conversation_id, "holder": holder})
            standing = read_standing(connection, conversation_id)
            if not given_back.rowcount:
                raise ConflictError("The turn was lost to somebody else.")
            delivered = standing.conversation.owner is not Owner.AGENT
            written = [append_message(connection, conversation_id, new, now) for new in said] if delivered else []
            _mark(connection, answered, understanding)
            return Said(tuple(written), standing, delivered)

    def release(self, conversation_id: str, holder: str) -> None:
        """Give the turn back with nothing said; another holder's is left alone."""
        with writing(self._engine) as connection:
            connection.execute(_GIVE_BACK, {"conversation_id": conversation_id, "holder": holder})

    def settle(self, conversation_id: str) -> None:
        """A person speaks from now on: nothing waits for the assistant any more."""
        with writing(self._engine) as connection:
            _mark_all(connection, conversation_id)

    def answers(self, conversation_id: str, message_id: int) -> Received:
        """The customer's message with its answers (None while they are due), or `NotFoundError`."""
        with reading(self._engine) as connection:
            standing = read_standing(connection, conversation_id)
            row = connection.execute(_ASKED, {"conversation_id": conversation_id, "asked": message_id}).first()
            if row is None:
                raise NotFoundError("There is no such message.")
            return _received(connection, message_from(row), standing)

    def standing(self, conversation_id: str) -> Standing:
        """How the conversation stands, or `NotFoundError`."""
        with reading(self._engine) as connection:
            return read_standing(connection, conversation_id)

    def latest(self, conversation_id: str, *, limit: int = 500) -> Sequence[Message]:
        """The latest `limit` messages, oldest first."""
        chosen = select(messages).where(messages.c.conversation_id == conversation_id)
        with reading(self._engine) as connection:
            rows = connection.execute(chosen.order_by(messages.c.id.desc()).limit(limit)).all()
        return [message_from(row) for row in reversed(rows)]

    def existing(self, conversation_ids: Iterable[str]) -> frozenset[str]:
        """Those of the conversations that have not been erased."""
        wanted = list(conversation_ids)
        found: set[str] = set()
        with reading(self._engine) as connection:
            for start in range(0, len(wanted), _ASKED_AT_ONCE):
                some = wanted[start : start + _ASKED_AT_ONCE]
                found.update(connection.scalars(select(conversations.c.id).where(conversations.c.id.in_(some))))
        return frozenset(found)

    def of_customer(self, customer_id: str) -> Sequence[str]:
        """The ids of all the customer's conversations."""
        chosen = select(conversations.c.id).where(conversations.c.customer_id == customer_id)
        with reading(self._engine) as connection:
            return list(connection.scalars(chosen))

    def count_arrival(self, address: str, now: datetime, most: int) -> None:
        """Count one message from that address; over `most` in this minute raises `TooFastError`."""
        refused: TooFastError | None = None
        with writing(self._engine) as connection:
            try:
                count_arrival(connection, address, now, most)
            except TooFastError as error:
                refused = error  # The count itself is kept.
        if refused is not None:
            raise refused

    def free_abandoned(self, host: str, is_alive: Callable[[str], bool]) -> int:
        """Give back the turns whose holder on this host (`host:…`) is dead; answers how many there were."""
        held = select(conversations.c.id, conversations.c.turn_holder).where(
            conversations.c.turn_holder.startswith(f"{host}:", autoescape=True)
        )
        with writing(self._engine) as connection:
            dead = [row for row in connection.execute(held) if not is_alive(row.turn_holder)]
            for row in dead:
                connection.execute(_GIVE_BACK, {"conversation_id": row.id, "holder": row.turn_holder})
            return len(dead)


def _take(connection: Connection, conversation_id: str, holder: str, now: datetime, seconds: float) -> bool:
    values = {
        "conversation_id": conversation_id,
        "holder": holder,
        "at": now,
        "until": now + timedelta(seconds=seconds),
    }
    return connection.execute(_TAKE, values).rowcount == 1


def _waiting(connection: Connection, conversation_id: str) -> tuple[Message, ...]:
    return tuple(message_from(row) for row in connection.execute(_WAITING, {"conversation_id": conversation_id}))


def _mark_all(connection: Connection, conversation_id: str) -> None:
    waiting = and_(messages.c.conversation_id == conversation_id, ~messages.c.answered)
    connection.execute(update(messages).where(waiting).values(answered=True))


def _mark(connection: Connection, answered: Sequence[int], understanding: Mapping[str, Any] | None) -> None:
    """The last of joined messages carries what was understood and the answers; the others point to it."""
    if not answered:
        return
    *joined, last = answered
    rows = [{"asked": asked, "understood": {_ANSWERED_WITH: last}} for asked in joined]
    understood = dict(understanding) if understanding is not None else None
    connection.execute(_MARK_UNDERSTOOD, [*rows, {"asked": last, "understood": understood}])


def _received(connection: Connection, message: Message, standing: Standing) -> Received:
    chosen = select(messages.c.answered, messages.c.understanding).where(messages.c.id == message.id)
    row = connection.execute(chosen).one()
    if not row.answered:
        return Received(message, standing, fresh=False)
    asked = (row.understanding or {}).get(_ANSWERED_WITH, message.id)
    rows = connection.execute(_ANSWERS, {"conversation_id": standing.conversation.id, "asked": asked})
    return Received(message, standing, answers=tuple(message_from(row) for row in rows), fresh=False)
