"""The queue to a person, and whose turn it is."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from statistics import median
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, Engine, Row, String, and_, case, cast, func, insert, or_, select, update

from database.conversation_rows import hold
from database.handoff_rows import OPEN_STATES, announce_handoff, handoff_from, held_row, move, open_row, row_of
from database.session import reading, writing
from database.tables import handoffs, mails, staff
from sales.conversation import Handoff, HandoffState, Owner
from sales.errors import ConflictError
from sales.webhooks import EventKind

A_MINUTE = timedelta(minutes=1)
_LONGEST_REASON = 120
_REOPENED_WITHIN = timedelta(days=3)
_AGENT_ROLES = ("agent", "admin")
_URGENCY = case(
    {HandoffState.LIVE.value: 0, HandoffState.WAITING.value: 1, HandoffState.CALLBACK.value: 2}, value=handoffs.c.state
)
_BACK, _TAKEN_BACK = "returned to the assistant", "taken back by the customer"


class Handoffs:
    """The handoffs of one database; implements `sales.ports.Handoffs`."""

    def __init__(self, engine: Engine, gone_after: Callable[[], timedelta] = lambda: A_MINUTE) -> None:
        self._engine, self._gone_after = engine, gone_after

    def open(self, *, conversation_id: str, reason: str, topic: str, need: Mapping[str, str], now: datetime) -> Handoff:
        """Open a handoff and give the conversation to the queue; an open one is kept, with `need` added to it.

        A promised call back becomes a handoff that waits now, for both reasons: who asks again wants a person at once.
        """
        with writing(self._engine) as connection:
            hold(connection, conversation_id)
            known = open_row(connection, conversation_id)
            if known is not None:
                merged = update(handoffs).where(handoffs.c.id == known.id).values(need={**known.need, **need})
                connection.execute(merged)
                if known.state == HandoffState.CALLBACK.value:
                    both = known.reason if known.reason.startswith(reason) else f"{reason}; before: {known.reason}"
                    waits = {"state": HandoffState.WAITING.value, "reason": both[:_LONGEST_REASON]}
                    return move(connection, known.id, Owner.QUEUE, EventKind.HANDOFF_OPENED, now, **waits)
                return handoff_from(row_of(connection, known.id))
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
                    reopens=_ended_lately(connection, conversation_id, now),
                )
            )
            return move(connection, handoff_id, Owner.QUEUE, EventKind.HANDOFF_OPENED, now, opened_at=now)

    def get(self, handoff_id: str) -> Handoff:
        """The handoff, or `NotFoundError`."""
        with reading(self._engine) as connection:
            return handoff_from(row_of(connection, handoff_id))

    def current(self, conversation_id: str) -> Handoff | None:
        """The conversation's open handoff, or None."""
        with reading(self._engine) as connection:
            row = open_row(connection, conversation_id)
            return None if row is None else handoff_from(row)

    def list(self, state: HandoffState | None = None, limit: int = 100) -> Sequence[Handoff]:
        """Handoffs in that state, longest waiting first; without a state the live ones, the waiting, the call backs."""
        states = OPEN_STATES if state is None else (state.value,)
        chosen = select(handoffs).where(handoffs.c.state.in_(states))
        with reading(self._engine) as connection:
            found = connection.execute(chosen.order_by(_URGENCY, handoffs.c.opened_at).limit(limit))
            return [handoff_from(row) for row in found]

    def count(self) -> Mapping[HandoffState, int]:
        """How many open ones there are in each state."""
        chosen = select(handoffs.c.state, func.count()).where(handoffs.c.state.in_(OPEN_STATES))
        with reading(self._engine) as connection:
            found = {HandoffState(state): count for state, count in connection.execute(chosen.group_by("state"))}
        return {HandoffState(state): found.get(HandoffState(state), 0) for state in OPEN_STATES}

    def unpromised(self, limit: int = 100) -> Sequence[Handoff]:
        """Call backs without a promised time, or with an address that no mail has confirmed it to, oldest first."""
        unconfirmed = and_(mails.c.id.is_(None), cast(handoffs.c.need, String).contains("@"))
        chosen = (
            select(handoffs)
            .outerjoin(mails, mails.c.id == handoffs.c.id)
            .where(handoffs.c.state == HandoffState.CALLBACK.value)
            .where(or_(handoffs.c.promised_at.is_(None), unconfirmed))
        )
        with reading(self._engine) as connection:
            found = connection.execute(chosen.order_by(handoffs.c.opened_at).limit(limit))
            return [handoff_from(row) for row in found]

    def claim(self, handoff_id: str, agent: str, now: datetime) -> Handoff:
        """Take it; `ConflictError` where somebody else has it or it is closed, no change where it is the agent's."""
        with writing(self._engine) as connection:
            row = held_row(connection, handoff_id)
            if row.state == HandoffState.LIVE.value and row.agent == agent:
                return handoff_from(row)
            if row.state not in (HandoffState.WAITING.value, HandoffState.CALLBACK.value):
                raise ConflictError(f"This handoff is {row.state}{f' with {row.agent}' if row.agent else ''}.")
            connection.execute(update(staff).where(staff.c.username == agent).values(seen_at=now))
            taken: dict[str, Any] = {"state": HandoffState.LIVE.value, "agent": agent, "wanted_agent": None}
            first = row.claimed_at or now
            return move(connection, handoff_id, Owner.AGENT, EventKind.HANDOFF_CLAIMED, now, claimed_at=first, **taken)

    def give_back(self, handoff_id: str, agent: str, now: datetime, note: str = "") -> Handoff:
        """Return the conversation to the assistant, with a note for it; only the agent who has it may."""
        with writing(self._engine) as connection:
            row = _held(connection, handoff_id, agent)
            return _finish(
                connection, row, _BACK, now, event=EventKind.HANDOFF_RETURNED, by=agent, return_note=note or None
            )

    def close(self, handoff_id: str, agent: str, disposition: str, now: datetime) -> Handoff:
        """End it with a disposition; only the agent who has it may."""
        with writing(self._engine) as connection:
            row = _held(connection, handoff_id, agent)
            return _finish(connection, row, disposition, now, event=EventKind.HANDOFF_CLOSED, by=agent)

    def cancel(self, conversation_id: str, now: datetime) -> Handoff | None:
        """The customer goes back to the assistant while nobody has claimed; None where there is nothing to cancel."""
        with writing(self._engine) as connection:
            hold(connection, conversation_id)
            row = open_row(connection, conversation_id)
            if row is None or row.state == HandoffState.LIVE.value:
                return None
            return _finish(connection, row, _TAKEN_BACK, now, event=EventKind.HANDOFF_RETURNED, by="the customer")

    def to_callback(self, handoff_id: str, now: datetime, promised_at: datetime | None = None) -> Handoff:
        """Nobody is here: promise a call back; the conversation goes back to the assistant, the queue keeps it."""
        with writing(self._engine) as connection:
            row = held_row(connection, handoff_id)
            if row.state != HandoffState.WAITING.value:
                raise ConflictError(f"This handoff is {row.state}.")
            later: dict[str, Any] = {
                "state": HandoffState.CALLBACK.value,
                "promised_at": promised_at or row.promised_at,
            }
            return move(connection, handoff_id, Owner.ASSISTANT, EventKind.HANDOFF_CALLBACK, now, **later)

    def transfer(self, handoff_id: str, agent: str, now: datetime, *, topic: str | None, wanted: str | None) -> Handoff:
        """Pass it on to a topic's owners or to a colleague: it waits again, the conversation stays with people."""
        with writing(self._engine) as connection:
            row = _held(connection, handoff_id, agent)
            passed = {
                "state": HandoffState.WAITING.value,
                "agent": None,
                "last_agent": None,
                "topic": topic or row.topic,
                "wanted_agent": wanted,
            }
            return move(connection, row.id, Owner.QUEUE, EventKind.HANDOFF_TRANSFERRED, now, by=agent, **passed)

    def free_vanished(self, now: datetime) -> Sequence[Handoff]:
        """Give back to the queue what agents have who were not seen for the desk's `gone_after`."""
        gone = (
            select(handoffs.c.id, handoffs.c.agent)
            .join(staff, staff.c.username == handoffs.c.agent)
            .where(handoffs.c.state == HandoffState.LIVE.value, staff.c.seen_at < now - self._gone_after())
        )
        with reading(self._engine) as connection:
            if connection.execute(gone.limit(1)).first() is None:
                return []
        with writing(self._engine) as connection:
            return [
                _abandoned(connection, row.id, row.agent, now)
                for row in connection.execute(gone).all()
                # It may have been closed or passed on while we waited for its conversation.
                if (held := held_row(connection, row.id)).state == HandoffState.LIVE.value and held.agent == row.agent
            ]

    def at_desks(self, now: datetime) -> Sequence[str]:
        """The names of the agents seen lately: within the desk's `gone_after`."""
        lately = staff.c.seen_at > now - self._gone_after()
        chosen = select(staff.c.username).where(lately, staff.c.role.in_(_AGENT_ROLES))
        with reading(self._engine) as connection:
            return list(connection.scalars(chosen.order_by(staff.c.username)))

    def agents_online(self, now: datetime) -> int:
        """How many agents were at their desk lately."""
        return len(self.at_desks(now))

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

    def to_rate(self, conversation_id: str) -> Handoff | None:
        """The conversation's last handoff where it ended with a person's word and was not rated yet."""
        chosen = select(handoffs).where(handoffs.c.conversation_id == conversation_id)
        with reading(self._engine) as connection:
            row = connection.execute(chosen.order_by(handoffs.c.opened_at.desc()).limit(1)).first()
        if row is None or row.state != HandoffState.CLOSED.value or not row.first_word_at or row.rated_at:
            return None
        return handoff_from(row)

    def rate(self, handoff_id: str, stars: int | None, words: str, now: datetime) -> Handoff:
        """Keep the customer's rating, 1 to 5, None for no wish to; a second one raises `ConflictError`."""
        rated = {"rating": stars, "rating_words": words or None, "rated_at": now}
        with writing(self._engine) as connection:
            free = update(handoffs).where(handoffs.c.id == handoff_id, handoffs.c.rated_at.is_(None))
            if not connection.execute(free.values(**rated)).rowcount:
                row_of(connection, handoff_id)
                raise ConflictError("This was rated before.")
            row = row_of(connection, handoff_id)
            announce_handoff(connection, row, EventKind.HANDOFF_RATED, now, "the customer")
            return handoff_from(row)


def _abandoned(connection: Connection, handoff_id: str, agent: str, now: datetime) -> Handoff:
    waits: dict[str, Any] = {"state": HandoffState.WAITING.value, "agent": None, "last_agent": agent}
    return move(connection, handoff_id, Owner.QUEUE, EventKind.HANDOFF_ABANDONED, now, by=agent, **waits)


def _held(connection: Connection, handoff_id: str, agent: str) -> Row[Any]:
    row = held_row(connection, handoff_id)
    if row.state != HandoffState.LIVE.value or row.agent != agent:
        raise ConflictError("Only the agent who has this conversation can end it or pass it on.")
    return row


def _finish(
    connection: Connection,
    row: Row[Any],
    disposition: str,
    now: datetime,
    *,
    event: EventKind,
    by: str,
    **more: Any,
) -> Handoff:
    closed = {"state": HandoffState.CLOSED.value, "closed_at": now, "disposition": disposition}
    return move(connection, row.id, Owner.ASSISTANT, event, now, by=by, **closed, **more)


def _ended_lately(connection: Connection, conversation_id: str, now: datetime) -> str | None:
    """The conversation's handoff that a person ended within three days: this one reopens it."""
    chosen = select(handoffs.c.id).where(
        handoffs.c.conversation_id == conversation_id,
        handoffs.c.first_word_at.is_not(None),
        handoffs.c.closed_at > now - _REOPENED_WITHIN,
    )
    found: str | None = connection.scalar(chosen.order_by(handoffs.c.closed_at.desc()).limit(1))
    return found
