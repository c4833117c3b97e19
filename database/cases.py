"""Cases: what went wrong and is not put right yet."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import ColumnElement, Connection, Engine, Row, insert, or_, select, true, update

from database.conversation_rows import must_exist
from database.session import reading, writing
from database.tables import cases, conversations
from sales.customer import Case, CaseKind
from sales.errors import NotFoundError


class Cases:
    """The cases of one database; implements `sales.ports.Cases`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def open(
        self,
        *,
        conversation_id: str,
        kind: CaseKind,
        now: datetime,
        order_number: str | None = None,
        sku: str | None = None,
        summary: str = "",
    ) -> Case:
        """Open a case, or answer the conversation's open one of the same kind, with what is new added to it."""
        with writing(self._engine) as connection:
            must_exist(connection, conversation_id)
            customer_id = _customer_of(connection, conversation_id)
            known = connection.execute(
                select(cases).where(
                    cases.c.conversation_id == conversation_id,
                    cases.c.kind == kind.value,
                    cases.c.closed_at.is_(None),
                    _about(order_number),
                )
            ).first()
            if known is not None:
                added = {"order_number": known.order_number or order_number, "sku": known.sku or sku}
                connection.execute(update(cases).where(cases.c.id == known.id).values(**added))
                return _read(connection, known.id)
            case_id = str(uuid4())
            connection.execute(
                insert(cases).values(
                    id=case_id,
                    conversation_id=conversation_id,
                    customer_id=customer_id,
                    kind=kind.value,
                    order_number=order_number,
                    sku=sku,
                    summary=summary,
                    opened_at=now,
                )
            )
            return _read(connection, case_id)

    def open_for(self, conversation_id: str) -> Sequence[Case]:
        """Open cases of this conversation and of its customer everywhere, oldest first."""
        return self._of(conversation_id, cases.c.closed_at.is_(None))

    def solved_for(self, conversation_id: str) -> Sequence[Case]:
        """Closed cases of this conversation and of its customer, oldest first."""
        return self._of(conversation_id, cases.c.closed_at.is_not(None))

    def close(self, case_id: str, now: datetime, by: str) -> None:
        """Close a case; closing a closed one changes nothing."""
        with writing(self._engine) as connection:
            _read(connection, case_id)
            connection.execute(
                update(cases)
                .where(cases.c.id == case_id, cases.c.closed_at.is_(None))
                .values(closed_at=now, closed_by=by)
            )

    def _of(self, conversation_id: str, chosen: ColumnElement[bool]) -> Sequence[Case]:
        with reading(self._engine) as connection:
            customer_id = _customer_of(connection, conversation_id)
            whose = cases.c.conversation_id == conversation_id
            if customer_id:
                whose = or_(whose, cases.c.customer_id == customer_id)
            rows = connection.execute(select(cases).where(whose, chosen).order_by(cases.c.opened_at))
            return [case_from(row) for row in rows]


def _about(order_number: str | None) -> ColumnElement[bool]:
    """Cases that may be the same trouble: one without a number on either side, or with the same number."""
    if order_number is None:
        return true()
    return or_(cases.c.order_number == order_number, cases.c.order_number.is_(None))


def _customer_of(connection: Connection, conversation_id: str) -> str | None:
    chosen = select(conversations.c.customer_id).where(conversations.c.id == conversation_id)
    found: str | None = connection.scalar(chosen)
    return found


def _read(connection: Connection, case_id: str) -> Case:
    row = connection.execute(select(cases).where(cases.c.id == case_id)).first()
    if row is None:
        raise NotFoundError("There is no such case.")
    return case_from(row)


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
    )
