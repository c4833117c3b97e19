"""Cases: what went wrong and is not put right yet."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, or_, select, true, update

from database.case_rows import add_case, case_as_data, case_from, close_case, of_conversation, read_case
from database.conversation_rows import must_exist
from database.session import reading, writing
from database.tables import cases, conversations
from database.tickets import obey
from sales.customer import Case, CaseKind
from sales.errors import NotFoundError
from sales.webhooks import TicketEvent

BY_CHAT = "the chat"
_LONGEST_SUMMARY = 4000


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
            known = connection.execute(
                select(cases).where(
                    cases.c.conversation_id == conversation_id,
                    cases.c.kind == kind.value,
                    cases.c.closed_at.is_(None),
                    _about(order_number),
                )
            ).first()
            if known is not None:
                added = {
                    "order_number": known.order_number or order_number,
                    "sku": known.sku or sku,
                    "summary": _told_too(known.summary, summary),
                }
                connection.execute(update(cases).where(cases.c.id == known.id).values(**added))
                return read_case(connection, known.id)
            return add_case(
                connection,
                kind=kind,
                now=now,
                by=BY_CHAT,
                conversation_id=conversation_id,
                customer_id=_customer_of(connection, conversation_id),
                order_number=order_number,
                sku=sku,
                summary=summary,
            )

    def open_for(self, conversation_id: str) -> Sequence[Case]:
        """Open cases of this conversation, of its customer everywhere and of its orders, oldest first."""
        return self._of(conversation_id, cases.c.closed_at.is_(None))

    def solved_for(self, conversation_id: str) -> Sequence[Case]:
        """Closed cases of this conversation, of its customer and of its orders, oldest first."""
        return self._of(conversation_id, cases.c.closed_at.is_not(None))

    def close(self, case_id: str, now: datetime, by: str) -> None:
        """Close a case; closing a closed one changes nothing."""
        with writing(self._engine) as connection:
            close_case(connection, case_id, now, by)

    def obey(self, event: TicketEvent, now: datetime, by: str) -> Case:
        """Open, reopen, tie or close the case that is meant; see `sales.webhooks.TicketEvent`."""
        with writing(self._engine) as connection:
            return obey(connection, event, by, now)

    def get(self, case_id: str) -> Mapping[str, Any]:
        """The case as other systems read it, or `NotFoundError`."""
        with reading(self._engine) as connection:
            row = connection.execute(select(cases).where(cases.c.id == case_id)).first()
        if row is None:
            raise NotFoundError("There is no such case.")
        return case_as_data(row)

    def listed(
        self, *, only_open: bool | None = None, customer_id: str | None = None, limit: int = 200
    ) -> Sequence[Mapping[str, Any]]:
        """Cases as other systems read them, latest first."""
        chosen = select(cases).order_by(cases.c.opened_at.desc(), cases.c.id).limit(limit)
        if only_open is not None:
            chosen = chosen.where(cases.c.closed_at.is_(None) if only_open else cases.c.closed_at.is_not(None))
        if customer_id is not None:
            chosen = chosen.where(cases.c.customer_id == customer_id)
        with reading(self._engine) as connection:
            return [case_as_data(row) for row in connection.execute(chosen)]

    def _of(self, conversation_id: str, chosen: ColumnElement[bool]) -> Sequence[Case]:
        whose = of_conversation(conversation_id)
        with reading(self._engine) as connection:
            rows = connection.execute(select(cases).where(whose, chosen).order_by(cases.c.opened_at))
            return [case_from(row) for row in rows]


def _told_too(before: str, more: str) -> str:
    """The summary with what was said later behind it, unless it is said already or there is no room."""
    if more.casefold() in before.casefold() or len(before) + len(more) > _LONGEST_SUMMARY:
        return before
    return f"{before}; {more}" if before else more


def _about(order_number: str | None) -> ColumnElement[bool]:
    """Cases that may be the same trouble: one without a number on either side, or with the same number."""
    if order_number is None:
        return true()
    return or_(cases.c.order_number == order_number, cases.c.order_number.is_(None))


def _customer_of(connection: Connection, conversation_id: str) -> str | None:
    chosen = select(conversations.c.customer_id).where(conversations.c.id == conversation_id)
    found: str | None = connection.scalar(chosen)
    return found
