"""Quotes: kept with the message that shows them; a yes becomes an order in the same transaction."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, Engine, Row, insert, select, update

from database.changes import note_change
from database.conversation_rows import append_message, read_conversation
from database.handoff_rows import announce_message, held_row
from database.orders import write_order
from database.outbox import announce
from database.session import reading, writing
from database.tables import consents, handoffs, quotes
from sales.conversation import Author, HandoffState, Message
from sales.errors import ConflictError, NotFoundError
from sales.handoff.ports import ChangeKind
from sales.handoff.quote import Quote, QuoteLine
from sales.ports import NewMessage
from sales.webhooks import EventKind

ACCEPT, DECLINE = "accept", "decline"


class Quotes:
    """The quotes of one database; implements `sales.handoff.ports.Quotes`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def send(self, handoff_id: str, agent: str, quote: Quote, text: str, now: datetime) -> Message:
        """Keep the quote and show its card in the conversation; only the agent who has it may."""
        with writing(self._engine) as connection:
            row = held_row(connection, handoff_id)
            if row.state != HandoffState.LIVE.value or row.agent != agent:
                raise ConflictError("Claim this conversation first; only who has it can send a quote in it.")
            connection.execute(insert(quotes).values(**_values(quote)))
            card = NewMessage(Author.AGENT, text, agent=agent, quote_id=quote.id, client_id=f"agent:quote:{quote.id}")
            said = append_message(connection, row.conversation_id, card, now)
            if row.first_word_at is None:
                connection.execute(update(handoffs).where(handoffs.c.id == handoff_id).values(first_word_at=now))
            announce_message(connection, row, said, now)
            _announce(connection, EventKind.QUOTE_SENT, quote, now)
            return said

    def get(self, conversation_id: str, quote_id: str) -> Quote:
        """The quote, or `NotFoundError`; another conversation's counts as not found."""
        with reading(self._engine) as connection:
            return _quote_from(_row(connection, conversation_id, quote_id))

    def of_conversation(self, conversation_id: str) -> Sequence[Quote]:
        """The conversation's quotes, oldest first."""
        chosen = select(quotes).where(quotes.c.conversation_id == conversation_id).order_by(quotes.c.made_at)
        with reading(self._engine) as connection:
            return [_quote_from(row) for row in connection.execute(chosen)]

    def answer(self, conversation_id: str, quote_id: str, answer: str, *, words: str, now: datetime) -> Quote:
        """Accept (it becomes an order, the yes is recorded) or decline; the same answer again changes nothing."""
        with writing(self._engine) as connection:
            quote = _quote_from(_row(connection, conversation_id, quote_id))
            if quote.answer == answer:
                return quote
            if quote.answer is not None:
                raise ConflictError(f"This quote was answered before ({quote.answer}).")
            if now > quote.valid_until:
                raise ConflictError("This quote is no longer valid.")
            number = _order(connection, quote, now) if answer == ACCEPT else None
            answered = {"answer": answer, "answered_at": now, "order_number": number}
            connection.execute(update(quotes).where(quotes.c.id == quote_id).values(**answered))
            _record(connection, quote, number, answer, words, now=now)
            note_change(connection, conversation_id, ChangeKind.QUOTE, now)
            quote = _quote_from(_row(connection, conversation_id, quote_id))
            _announce(connection, EventKind.QUOTE_ANSWERED, quote, now)
            return quote


def _order(connection: Connection, quote: Quote, now: datetime) -> str:
    return write_order(
        connection,
        [(line.sku, line.quantity, line.price, Decimal(0)) for line in quote.lines],
        currency=quote.currency,
        name=quote.name,
        email=quote.email,
        now=now,
        conversation_id=quote.conversation_id,
        customer_id=read_conversation(connection, quote.conversation_id).customer_id,
    )


def _record(
    connection: Connection, quote: Quote, number: str | None, answer: str, words: str, *, now: datetime
) -> None:
    shown = {
        "quote": quote.id,
        "lines": [[line.sku, line.quantity, str(line.price)] for line in quote.lines],
        "price": str(quote.price),
        "name": quote.name,
        "email": quote.email,
    }
    what = f"order {number}" if number else f"quote {quote.id}"
    row = {"what": what, "shown": shown, "answer": answer, "words": words, "at": now}
    connection.execute(insert(consents).values(conversation_id=quote.conversation_id, **row))


def _announce(connection: Connection, event: EventKind, quote: Quote, now: datetime) -> None:
    told = {
        "id": quote.id,
        "conversation": quote.conversation_id,
        "agent": quote.agent,
        "price": str(quote.price),
        "currency": quote.currency,
        "answer": quote.answer,
        "order_number": quote.order_number,
    }
    announce(connection, event, told, now=now, conversation_id=quote.conversation_id)


def _row(connection: Connection, conversation_id: str, quote_id: str) -> Row[Any]:
    mine = select(quotes).where(quotes.c.id == quote_id, quotes.c.conversation_id == conversation_id)
    row = connection.execute(mine).first()
    if row is None:
        raise NotFoundError("There is no such quote.")
    return row


def _values(quote: Quote) -> dict[str, Any]:
    lines = [[line.sku, line.name, line.quantity, str(line.price_before), str(line.price)] for line in quote.lines]
    return {**{name: value for name, value in vars(quote).items() if name != "lines"}, "lines": lines}


def _quote_from(row: Row[Any]) -> Quote:
    lines = tuple(
        QuoteLine(sku, name, quantity, Decimal(before), Decimal(price))
        for sku, name, quantity, before, price in row.lines
    )
    return Quote(
        id=row.id,
        conversation_id=row.conversation_id,
        agent=row.agent,
        lines=lines,
        price_before=row.price_before,
        price=row.price,
        currency=row.currency,
        name=row.name,
        email=row.email,
        made_at=row.made_at,
        valid_until=row.valid_until,
        answer=row.answer,
        order_number=row.order_number,
    )
