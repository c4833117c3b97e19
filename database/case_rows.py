"""Rows of `cases` as values, opened, closed and found within a caller's transaction; every change is announced."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import ColumnElement, Connection, Row, func, insert, or_, select, update

from database.outbox import announce
from database.tables import cases, conversations, customers, orders, proofs
from sales.customer import Case, CaseKind
from sales.errors import NotFoundError
from sales.webhooks import EventKind


def of_conversation(conversation_id: Any) -> ColumnElement[bool]:
    """The cases that concern a conversation: its own, its customer's, and those of orders it proved or placed.

    A guest is known by order and e-mail address alone; a trouble that the shop opened for them counts all the same.
    """
    talk, customer = conversations.alias("talk"), customers.alias("customer")
    customer_id = select(talk.c.customer_id).where(talk.c.id == conversation_id).scalar_subquery()
    proven = select(proofs.c.order_number).where(proofs.c.conversation_id == conversation_id)
    placed = select(orders.c.number).where(orders.c.conversation_id == conversation_id)
    theirs = select(func.lower(orders.c.email)).where(
        orders.c.email != "", or_(orders.c.number.in_(proven), orders.c.conversation_id == conversation_id)
    )
    known = select(func.lower(customer.c.email)).where(customer.c.id == customer_id, customer.c.email != "")
    return or_(
        cases.c.conversation_id == conversation_id,
        cases.c.customer_id == customer_id,
        cases.c.order_number.in_(proven),
        cases.c.order_number.in_(placed),
        cases.c.email.in_(theirs),
        cases.c.email.in_(known),
    )


def read_case(connection: Connection, case_id: str) -> Case:
    """The case, or `NotFoundError`."""
    return case_from(_row(connection, case_id))


def add_case(
    connection: Connection,
    *,
    kind: CaseKind,
    now: datetime,
    by: str,
    conversation_id: str | None = None,
    customer_id: str | None = None,
    **facts: str | None,
) -> Case:
    """Open a case; `facts` are email, reference, order_number, sku and summary, as far as they are known."""
    case_id = str(uuid4())
    email = (facts.pop("email", None) or "").strip().lower() or _email_on(connection, facts.get("order_number"))
    values = {"conversation_id": conversation_id, "customer_id": customer_id, "email": email, **facts}
    connection.execute(
        insert(cases).values(
            id=case_id, kind=kind.value, opened_at=now, **{**values, "summary": facts.get("summary") or ""}
        )
    )
    return _announced(connection, EventKind.CASE_OPENED, case_id, now, by)


def reopen_case(connection: Connection, case_id: str, now: datetime, by: str) -> Case:
    """Open a closed case again; an open one is left as it is."""
    if _row(connection, case_id).closed_at is None:
        return read_case(connection, case_id)
    connection.execute(update(cases).where(cases.c.id == case_id).values(closed_at=None, closed_by=None))
    return _announced(connection, EventKind.CASE_OPENED, case_id, now, by)


def close_case(connection: Connection, case_id: str, now: datetime, by: str) -> Case:
    """Close a case; closing a closed one changes nothing."""
    open_ = update(cases).where(cases.c.id == case_id, cases.c.closed_at.is_(None))
    _row(connection, case_id)
    if not connection.execute(open_.values(closed_at=now, closed_by=by)).rowcount:
        return read_case(connection, case_id)
    return _announced(connection, EventKind.CASE_CLOSED, case_id, now, by)


def case_from(row: Row[Any]) -> Case:
    """A row of `cases` as a value."""
    return Case(
        id=row.id,
        kind=CaseKind(row.kind),
        opened_at=row.opened_at,
        order_number=row.order_number,
        closed_at=row.closed_at,
        summary=row.summary,
        sku=row.sku,
        reference=row.reference,
        closed_by=row.closed_by,
    )


def case_as_data(row: Row[Any]) -> Mapping[str, Any]:
    """A row of `cases` as other systems read it."""
    return {
        "id": row.id,
        "reference": row.reference,
        "kind": row.kind,
        "state": "open" if row.closed_at is None else "closed",
        "order_number": row.order_number,
        "sku": row.sku,
        "summary": row.summary,
        "conversation": row.conversation_id,
        "customer": row.customer_id,
        "opened_at": row.opened_at.isoformat(),
        "closed_at": row.closed_at and row.closed_at.isoformat(),
    }


def _announced(connection: Connection, kind: EventKind, case_id: str, now: datetime, by: str) -> Case:
    row = _row(connection, case_id)
    told = {**case_as_data(row), "by": by}
    announce(connection, kind, told, now=now, conversation_id=row.conversation_id, customer_id=row.customer_id)
    return case_from(row)


def _row(connection: Connection, case_id: str) -> Row[Any]:
    row = connection.execute(select(cases).where(cases.c.id == case_id)).first()
    if row is None:
        raise NotFoundError("There is no such case.")
    return row


def _email_on(connection: Connection, order_number: str | None) -> str | None:
    if order_number is None:
        return None
    found = connection.scalar(select(func.lower(orders.c.email)).where(orders.c.number == order_number))
    return found or None
