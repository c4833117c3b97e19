"""The outbox to other systems: events written where they happen, deliveries claimed by one sender at a time."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Engine, Row, and_, delete, exists, insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from database.session import reading, writing
from database.tables import webhook_deliveries, webhook_events, webhook_received
from database.tickets import case_of_message, obey
from sales.customer import Case
from sales.errors import ConflictError, NotFoundError
from sales.webhooks import Delivery, Receiver, TicketEvent, due_again

WAITING, DELIVERED, FAILED = "waiting", "delivered", "failed"
_SPREAD_AT_ONCE = 500
_TICKETS = "the shop's ticket system"


class Webhooks:
    """The webhooks of one database; implements `sales.webhooks.Webhooks`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def spread(self, receivers: Sequence[Receiver], now: datetime) -> int:
        """Give every new event a delivery to each receiver that hears of it; answers how many there are."""
        new = select(webhook_events.c.id, webhook_events.c.kind).where(webhook_events.c.spread_at.is_(None))
        with writing(self._engine) as connection:
            rows = []
            for event in connection.execute(new.order_by(webhook_events.c.at).limit(_SPREAD_AT_ONCE)).all():
                mine = and_(webhook_events.c.id == event.id, webhook_events.c.spread_at.is_(None))
                if connection.execute(update(webhook_events).where(mine).values(spread_at=now)).rowcount:
                    urls = dict.fromkeys(each.url for each in receivers if each.hears(event.kind))
                    rows += [{"event_id": event.id, "url": url, "state": WAITING, "due_at": now} for url in urls]
            if rows:
                connection.execute(insert(webhook_deliveries), rows)
            return len(rows)

    def claim(self, *, holder: str, now: datetime, seconds: float, limit: int = 20) -> Sequence[Delivery]:
        """Take due deliveries for so many seconds; what another holder has taken is not among them."""
        sent = webhook_deliveries.c
        free = and_(sent.state == WAITING, sent.due_at <= now, or_(sent.holder.is_(None), sent.held_until < now))
        chosen = (
            select(webhook_deliveries, webhook_events.c.kind, webhook_events.c.data, webhook_events.c.at)
            .join(webhook_events, webhook_events.c.id == sent.event_id)
            .where(free)
            .order_by(sent.due_at, sent.id)
            .limit(limit)
        )
        held = {"holder": holder, "held_until": now + timedelta(seconds=seconds)}
        with writing(self._engine) as connection:
            # Each row is taken by a condition of its own: on a database with row locks another sender may be faster.
            return [
                _delivery_from(row)
                for row in connection.execute(chosen).all()
                if connection.execute(update(webhook_deliveries).where(sent.id == row.id, free).values(held)).rowcount
            ]

    def delivered(self, delivery_id: int, *, holder: str, answer: str, now: datetime) -> None:
        """Note that the receiver has it; a holder that lost the delivery changes nothing."""
        self._settle(delivery_id, holder, state=DELIVERED, answer=answer[:200], settled_at=now)

    def missed(self, delivery_id: int, *, holder: str, answer: str, now: datetime) -> None:
        """Note a failed try; it is due again after `RETRY_AFTER`, or failed for good."""
        with reading(self._engine) as connection:
            attempts = 1 + _row(connection, delivery_id).attempts
        again = due_again(attempts, now)
        later = {"state": FAILED, "settled_at": now} if again is None else {"state": WAITING, "due_at": again}
        self._settle(delivery_id, holder, answer=answer[:200], **later)

    def deliveries(self, state: str | None = None, *, limit: int = 200) -> Sequence[Mapping[str, Any]]:
        """Deliveries with their events, latest first, in that state or in any."""
        sent = webhook_deliveries.c
        chosen = select(webhook_deliveries, webhook_events.c.kind, webhook_events.c.at).join(
            webhook_events, webhook_events.c.id == sent.event_id
        )
        if state is not None:
            chosen = chosen.where(sent.state == state)
        with reading(self._engine) as connection:
            return [_as_data(row) for row in connection.execute(chosen.order_by(sent.id.desc()).limit(limit))]

    def try_again(self, delivery_id: int, now: datetime) -> None:
        """Make a failed delivery due now; `ConflictError` for one that has not failed."""
        failed = and_(webhook_deliveries.c.id == delivery_id, webhook_deliveries.c.state == FAILED)
        fresh = {"state": WAITING, "due_at": now, "attempts": 0, "settled_at": None}
        with writing(self._engine) as connection:
            row = _row(connection, delivery_id)
            if not connection.execute(update(webhook_deliveries).where(failed).values(fresh)).rowcount:
                raise ConflictError(f"This delivery has not failed, it is {row.state}.")

    def forget(self, before: datetime) -> int:
        """Remove settled events and received ids from before that moment; answers how many events went."""
        on_its_way = exists().where(
            webhook_deliveries.c.event_id == webhook_events.c.id, webhook_deliveries.c.state == WAITING
        )
        old = and_(webhook_events.c.at < before, webhook_events.c.spread_at.is_not(None), ~on_its_way)
        with writing(self._engine) as connection:
            connection.execute(delete(webhook_received).where(webhook_received.c.at < before))
            return connection.execute(delete(webhook_events).where(old)).rowcount

    def take_in(self, message_id: str, event: TicketEvent, now: datetime) -> tuple[Case, bool]:
        """Obey a signed message once; the case as it stands, and False where the message was known before."""
        try:
            with writing(self._engine) as connection:
                if (known := case_of_message(connection, message_id)) is not None:
                    return known, False
                case = obey(connection, event, _TICKETS, now)
                connection.execute(insert(webhook_received).values(id=message_id, case_id=case.id, at=now))
                return case, True
        except IntegrityError:
            # Two of the same at the same moment: the other one was obeyed.
            with reading(self._engine) as connection:
                if (known := case_of_message(connection, message_id)) is None:
                    raise
                return known, False

    def _settle(self, delivery_id: int, holder: str, **values: Any) -> None:
        mine = and_(webhook_deliveries.c.id == delivery_id, webhook_deliveries.c.holder == holder)
        counted = {"attempts": webhook_deliveries.c.attempts + 1, "holder": None, "held_until": None}
        with writing(self._engine) as connection:
            connection.execute(update(webhook_deliveries).where(mine).values({**counted, **values}))


def _row(connection: Connection, delivery_id: int) -> Row[Any]:
    row = connection.execute(select(webhook_deliveries).where(webhook_deliveries.c.id == delivery_id)).first()
    if row is None:
        raise NotFoundError("There is no such delivery.")
    return row


def _delivery_from(row: Row[Any]) -> Delivery:
    return Delivery(row.id, row.event_id, row.kind, row.data, row.at, row.url, row.attempts)


def _as_data(row: Row[Any]) -> Mapping[str, Any]:
    return {
        "id": row.id,
        "event": row.event_id,
        "kind": row.kind,
        "at": row.at,
        "url": row.url,
        "state": row.state,
        "attempts": row.attempts,
        "due_at": row.due_at,
        "answer": row.answer,
    }
