"""Links to another help desk: taken by one process at a time, with how far each was told."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Engine, Row, Select, and_, exists, insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from database.session import reading, writing
from database.tables import handoffs, help_desk_links, messages
from sales.conversation import HandoffState
from sales.handoff.help_desk import AGENT, Link
from sales.webhooks import RETRY_AFTER

_LINK = help_desk_links.c
_TALKING = (HandoffState.WAITING.value, HandoffState.LIVE.value)
_THEIRS = (HandoffState.WAITING.value, HandoffState.CALLBACK.value)
_WAIT_AT_MOST = timedelta(minutes=10)


class HelpDeskLinks:
    """The links of one database; implements `sales.handoff.help_desk.HelpDesk`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def claim(self, *, holder: str, now: datetime, seconds: float, limit: int = 20) -> Sequence[Link]:
        """Take those with something to tell for so many seconds; what another holder has taken is not among them."""
        self._make_new(now)
        chosen = _links().where(_is_due(now), _has_news()).limit(limit)
        with reading(self._engine) as connection:
            if connection.execute(chosen.limit(1)).first() is None:
                return []
        held = {"holder": holder, "held_until": now + timedelta(seconds=seconds)}
        with writing(self._engine) as connection:
            return [
                _link_from(row)
                for row in connection.execute(chosen).all()
                if connection.execute(
                    update(help_desk_links).where(_LINK.handoff_id == row.handoff_id, _is_due(now)).values(held)
                ).rowcount
            ]

    def begin(self, handoff_id: str, *, holder: str, remote: str, upto: int) -> None:
        """Keep its name over there; messages up to that one were told with the introduction."""
        self._change(handoff_id, holder, remote=remote, begun=upto, told=upto, attempts=0)

    def tell(self, handoff_id: str, *, holder: str, told: int) -> None:
        """Keep how far it was told."""
        self._change(handoff_id, holder, told=told, attempts=0)

    def leave(self, handoff_id: str, *, holder: str, ended: bool = False, missed: bool = False, now: datetime) -> None:
        """Give it back: for good, or to be tried again later where the other side was `missed`."""
        free: dict[str, Any] = {"holder": None, "held_until": None, "ended": ended}
        if missed:
            with reading(self._engine) as connection:
                attempts = connection.scalar(select(_LINK.attempts).where(_LINK.handoff_id == handoff_id)) or 0
            pause = min(RETRY_AFTER[min(attempts, len(RETRY_AFTER) - 1)], _WAIT_AT_MOST)
            free |= {"attempts": attempts + 1, "due_at": now + pause}
        self._change(handoff_id, holder, **free)

    def by_remote(self, remote: str) -> Link | None:
        """The link of that name, or None."""
        with reading(self._engine) as connection:
            row = connection.execute(_links().where(_LINK.remote == remote)).first()
        return None if row is None else _link_from(row)

    def _make_new(self, now: datetime) -> None:
        linked = exists().where(_LINK.handoff_id == handoffs.c.id)
        new = select(handoffs.c.id).where(handoffs.c.state.in_(_THEIRS), ~linked)
        with reading(self._engine) as connection:
            found = list(connection.scalars(new))
        for handoff_id in found:
            try:
                with writing(self._engine) as connection:
                    connection.execute(insert(help_desk_links).values(handoff_id=handoff_id, due_at=now))
            except IntegrityError:
                # Another process was faster, or the conversation was erased this moment.
                continue

    def _change(self, handoff_id: str, who: str, /, **values: Any) -> None:
        mine = and_(_LINK.handoff_id == handoff_id, _LINK.holder == who)
        with writing(self._engine) as connection:
            connection.execute(update(help_desk_links).where(mine).values(**values))


def _links() -> Select[Any]:
    return select(help_desk_links, handoffs.c.conversation_id).join(handoffs, handoffs.c.id == _LINK.handoff_id)


def _is_due(now: datetime) -> ColumnElement[bool]:
    return and_(~_LINK.ended, _LINK.due_at <= now, or_(_LINK.holder.is_(None), _LINK.held_until < now))


def _has_news() -> ColumnElement[bool]:
    """Nothing was told yet, something was said since, or it is no longer a matter of theirs."""
    said = exists().where(messages.c.conversation_id == handoffs.c.conversation_id, messages.c.id > _LINK.told)
    gone = or_(
        handoffs.c.state == HandoffState.CLOSED.value,
        and_(handoffs.c.state == HandoffState.LIVE.value, handoffs.c.agent != AGENT),
    )
    return or_(_LINK.remote.is_(None), gone, and_(handoffs.c.state.in_(_TALKING), said))


def _link_from(row: Row[Any]) -> Link:
    return Link(row.handoff_id, row.conversation_id, row.remote, row.begun, row.told, row.attempts)
