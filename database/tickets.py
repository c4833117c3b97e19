"""What a ticket system or a person on the staff says of a trouble, done within a transaction."""

from datetime import datetime

from sqlalchemy import Connection, Row, func, select, update

from database.case_rows import add_case, close_case, read_case, reopen_case
from database.tables import cases, customers, orders, webhook_received
from sales.customer import Case
from sales.errors import ConflictError, InvalidError, NotFoundError
from sales.webhooks import TicketEvent


def case_of_message(connection: Connection, message_id: str) -> Case | None:
    """The case that an earlier message of that id was about, or None."""
    found = connection.scalar(select(webhook_received.c.case_id).where(webhook_received.c.id == message_id))
    return None if found is None else read_case(connection, str(found))


def obey(connection: Connection, event: TicketEvent, by: str, now: datetime) -> Case:
    """Open, reopen, tie or close the case that is meant; `NotFoundError` for closing one that nobody opened."""
    known = _meant(connection, event)
    if known is None:
        if not event.opened:
            raise NotFoundError("There is no such case.")
        return _open(connection, event, by, now)
    if event.reference and known.reference is None:
        connection.execute(update(cases).where(cases.c.id == known.id).values(reference=event.reference))
    change = reopen_case if event.opened else close_case
    return change(connection, known.id, now, by)


def _meant(connection: Connection, event: TicketEvent) -> Case | None:
    by_id = read_case(connection, event.case_id) if event.case_id else None
    if event.reference is None:
        return by_id
    found = connection.scalar(select(cases.c.id).where(cases.c.reference == event.reference))
    by_reference = read_case(connection, str(found)) if found else None
    if by_id and by_reference and by_id.id != by_reference.id:
        raise ConflictError("The reference belongs to another case than the id.")
    return by_id or by_reference


def _open(connection: Connection, event: TicketEvent, by: str, now: datetime) -> Case:
    customer_id = event.customer_id or _customer_behind(connection, event)
    if not (customer_id or event.email or event.order_number):
        raise InvalidError("A new case names a customer, an e-mail address or an order.")
    return add_case(
        connection,
        kind=event.kind,
        now=now,
        by=by,
        customer_id=customer_id,
        email=event.email,
        reference=event.reference,
        order_number=event.order_number,
        sku=event.sku,
        summary=event.summary,
    )


def _customer_behind(connection: Connection, event: TicketEvent) -> str | None:
    """Whose trouble it is, by the order or by the e-mail address."""
    if event.order_number:
        chosen = select(orders.c.customer_id).where(orders.c.number == event.order_number)
        row: Row[tuple[str | None]] | None = connection.execute(chosen).first()
        if row is not None and row.customer_id:
            return str(row.customer_id)
    if event.email:
        same = func.lower(customers.c.email) == event.email.strip().lower()
        found = connection.scalar(select(customers.c.id).where(same).order_by(customers.c.id).limit(1))
        return None if found is None else str(found)
    return None
