"""The queue to a person, and whose turn it is."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from statistics import median
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, Engine, Row, func, insert, select, update

from database.session import reading, writing
from database.tables import conversations, handoffs, staff
from sales.conversation import Handoff, HandoffState, Owner
from sales.errors import ConflictError, NotFoundError

_ONLINE_FOR = timedelta(seconds=60)
_OPEN = (HandoffState.WAITING.value, HandoffState.LIVE.value, HandoffState.CALLBACK.value)
_AGENT_ROLES = ("agent", "admin")


class Handoffs:
    """The handoffs of one database; implements `sales.ports.Handoffs`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def open(self, *, conversation_id: str, reason: str, topic: str, need: Mapping[str, str], now: datetime) -> Handoff:
        """Open a handoff and give the conversation to the queue; an open one is kept, with `need` added to it.

        A promised call back becomes a handoff that waits now: who asks again wants a person at once.
        """
        with writing(self._engine) as connection:
            known = _current(connection, conversation_id)
            if known is not None:
                merged = {**known.need, **need}
                connection.execute(update(handoffs).where(handoffs.c.id == known.id).values(need=merged))
                if known.state == HandoffState.CALLBACK.value:
                    waiting = update(handoffs).where(handoffs.c.id == known.id)
                    connection.execute(waiting.values(state=HandoffState.WAITING.value))
                    _give_to(connection, conversation_id, Owner.QUEUE)
                return handoff_from(_row(connection, known.id))
            handoff_id = str(uuid4())
            connection.execute(
                insert(handoffs).values(
                    id=handoff_id,
                    conversation_id=conversation_id,
                    reason=reason,
                    topic=topic,
                    state=HandoffState.WAITING.value,
                    need=dict(need),
                    opened_at=now,
                )
            )
            _give_to(connection, conversation_id, Owner.QUEUE)
            return handoff_from(_row(connection, handoff_id))

    def get(self, handoff_id: str) -> Handoff:
        """The handoff, or `NotFoundError`."""
        with reading(self._engine) as connection:
            return handoff_from(_row(connection, handoff_id))

    def current(self, conversation_id: str) -> Handoff | None:
        """The conversation's open handoff, or None."""
        with reading(self._engine) as connection:
            row = _current(connection, conversation_id)
            return None if row is None else handoff_from(row)

    def list(self, state: HandoffState | None = None, limit: int = 100) -> Sequence[Handoff]:
        """Handoffs in that state, longest waiting first; all open ones without a state."""
        states = _OPEN if state is None else (state.value,)
        chosen = select(handoffs).where(handoffs.c.state.in_(states)).order_by(handoffs.c.opened_at).limit(limit)
        with reading(self._engine) as connection:
            return [handoff_from(row) for row in connection.execute(chosen)]

    def claim(self, handoff_id: str, agent: str, now: datetime) -> Handoff:
        """Take it; `ConflictError` where somebody else has it or it is closed, no change where it is the agent's."""
        with writing(self._engine) as connection:
            row = _row(connection, handoff_id)
            if row.state == HandoffState.LIVE.value and row.agent == agent:
                return handoff_from(row)
            if row.state not in (HandoffState.WAITING.value, HandoffState.CALLBACK.value):
                raise ConflictError(f"This handoff is {row.state}{f' with {row.agent}' if row.agent else ''}.")
            connection.execute(
                update(handoffs)
                .where(handoffs.c.id == handoff_id)
                .values(state=HandoffState.LIVE.value, agent=agent, claimed_at=row.claimed_at or now)
            )
            _give_to(connection, row.conversation_id, Owner.AGENT)
            return handoff_from(_row(connection, handoff_id))

    def give_back(self, handoff_id: str, agent: str, now: datetime) -> Handoff:
        """Return the conversation to the assistant; only the agent who has it may."""
        return self._end(handoff_id, agent, "returned to the assistant", now)

    def close(self, handoff_id: str, agent: str, disposition: str, now: datetime) -> Handoff:
        """End it with a disposition; only the agent who has it may."""
        return self._end(handoff_id, agent, disposition, now)

    def cancel(self, conversation_id: str, now: datetime) -> Handoff | None:
        """The customer goes back to the assistant while nobody has claimed; None where there is nothing to cancel."""
        with writing(self._engine) as connection:
            row = _current(connection, conversation_id)
            if row is None or row.state == HandoffState.LIVE.value:
                return None
            _finish(connection, row, "taken back by the customer", now)
            return handoff_from(_row(connection, row.id))

    def to_callback(self, handoff_id: str, now: datetime) -> Handoff:
        """Nobody is here: promise a call back; the conversation goes back to the assistant, the queue keeps it."""
        with writing(self._engine) as connection:
            row = _row(connection, handoff_id)
            if row.state != HandoffState.WAITING.value:
                raise ConflictError(f"This handoff is {row.state}.")
            connection.execute(
                update(handoffs).where(handoffs.c.id == handoff_id).values(state=HandoffState.CALLBACK.value)
            )
            _give_to(connection, row.conversation_id, Owner.ASSISTANT)
            return handoff_from(_row(connection, handoff_id))

    def agents_online(self, now: datetime) -> int:
        """How many agents were at their desk in the last minute."""
        counted = select(func.count()).where(staff.c.seen_at > now - _ONLINE_FOR, staff.c.role.in_(_AGENT_ROLES))
        with reading(self._engine) as connection:
            return int(connection.scalar(counted) or 0)

    def seen(self, agent: str, now: datetime) -> None:
        """Note that an agent is at the desk."""
        with writing(self._engine) as connection:
            connection.execute(update(staff).where(staff.c.username == agent).values(seen_at=now))

    def typical_wait_seconds(self) -> int | None:
        """Median seconds from opening to claim over the last 50 handoffs, or None while there are none."""
        chosen = (
            select(handoffs.c.opened_at, handoffs.c.claimed_at)
            .where(handoffs.c.claimed_at.is_not(None))
            .order_by(handoffs.c.claimed_at.desc())
            .limit(50)
        )
        with reading(self._engine) as connection:
            waits = [(row.claimed_at - row.opened_at).total_seconds() for row in connection.execute(chosen)]
        return round(median(waits)) if waits else None

    def _end(self, handoff_id: str, agent: str, disposition: str, now: datetime) -> Handoff:
        with writing(self._engine) as connection:
            row = _row(connection, handoff_id)
            if row.state != HandoffState.LIVE.value or row.agent != agent:
                raise ConflictError("Only the agent who has this conversation can end it.")
            _finish(connection, row, disposition, now)
            return handoff_from(_row(connection, handoff_id))


def _finish(connection: Connection, row: Row[Any], disposition: str, now: datetime) -> None:
    connection.execute(
        update(handoffs)
        .where(handoffs.c.id == row.id)
        .values(state=HandoffState.CLOSED.value, closed_at=now, disposition=disposition)
    )
    _give_to(connection, row.conversation_id, Owner.ASSISTANT)


def _give_to(connection: Connection, conversation_id: str, owner: Owner) -> None:
    connection.execute(update(conversations).where(conversations.c.id == conversation_id).values(owner=owner.value))


def _current(connection: Connection, conversation_id: str) -> Row[Any] | None:
    chosen = select(handoffs).where(handoffs.c.conversation_id == conversation_id, handoffs.c.state.in_(_OPEN))
    return connection.execute(chosen.order_by(handoffs.c.opened_at.desc()).limit(1)).first()


def _row(connection: Connection, handoff_id: str) -> Row[Any]:
    row = connection.execute(select(handoffs).where(handoffs.c.id == handoff_id)).first()
    if row is None:
        raise NotFoundError("There is no such handoff.")
    return row


def handoff_from(row: Row[Any]) -> Handoff:
    """A row of `handoffs` as a value."""
    return Handoff(
        id=row.id,
        conversation_id=row.conversation_id,
        reason=row.reason,
        topic=row.topic,
        state=HandoffState(row.state),
        opened_at=row.opened_at,
        need=dict(row.need),
        agent=row.agent,
        claimed_at=row.claimed_at,
        closed_at=row.closed_at,
        disposition=row.disposition,
    )
