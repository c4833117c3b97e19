"""Rows of the conversation log as values, within a caller's transaction."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, insert, select, update

from database.tables import basket_lines, cases, conversations, customers, messages, orders
from sales.basket import Basket, Line
from sales.conversation import Author, Conversation, Message, Owner
from sales.customer import Mood
from sales.errors import NotFoundError
from sales.ports import NewMessage

# Built once: putting a statement together costs more than running it.
_WRITE = insert(messages)
_HOLD = select(conversations.c.id).where(conversations.c.id == bindparam("conversation_id")).with_for_update()
_BY_CLIENT_ID = select(messages).where(
    messages.c.conversation_id == bindparam("conversation_id"), messages.c.client_id == bindparam("client_id")
)


def read_conversation(connection: Connection, conversation_id: str) -> Conversation:
    """The conversation with its basket, or `NotFoundError`."""
    chosen = (
        select(conversations, customers.c.opted_out.label("customer_opted_out"))
        .outerjoin(customers, customers.c.id == conversations.c.customer_id)
        .where(conversations.c.id == conversation_id)
    )
    row = connection.execute(chosen).first()
    if row is None:
        raise NotFoundError("There is no such conversation.")
    return Conversation(
        id=row.id,
        owner=Owner(row.owner),
        mood=Mood(row.mood),
        created_at=row.created_at,
        basket=_read_basket(connection, conversation_id),
        customer_id=row.customer_id,
        locale=row.locale,
        page_sku=row.page_sku,
        page_url=row.page_url,
        opted_out=bool(row.opted_out or row.customer_opted_out),
        shown=tuple(row.shown),
        focus=row.focus,
        need=row.need,
    )


def must_exist(connection: Connection, conversation_id: str) -> None:
    """Raise `NotFoundError` unless there is such a conversation."""
    if connection.scalar(select(conversations.c.id).where(conversations.c.id == conversation_id)) is None:
        raise NotFoundError("There is no such conversation.")


def hold(connection: Connection, conversation_id: str) -> None:
    """Let no other writer at this conversation until we commit: its messages' ids rise as they become visible.

    SQLite has one writer at a time by itself.
    """
    if connection.dialect.name != "sqlite":
        connection.execute(_HOLD, {"conversation_id": conversation_id})


def append_message(connection: Connection, conversation_id: str, new: NewMessage, now: datetime) -> Message:
    """Write one message; a customer's `client_id` seen before writes nothing and answers the old one."""
    hold(connection, conversation_id)
    if new.client_id and (known := by_client_id(connection, conversation_id, new.client_id)):
        return known
    values: Mapping[str, Any] = {
        "conversation_id": conversation_id,
        "author": new.author.value,
        "agent": new.agent,
        "text": new.text,
        "products": list(new.products),
        "offer_id": new.offer_id,
        "quote_id": new.quote_id,
        "quick_replies": [list(pair) for pair in new.quick_replies],
        "client_id": new.client_id,
        "answers": new.answers,
        "answered": new.author is not Author.CUSTOMER,
        "created_at": now,
    }
    key = connection.execute(_WRITE, values).inserted_primary_key
    assert key is not None
    return Message(
        id=key[0],
        author=new.author,
        text=new.text,
        created_at=now,
        products=new.products,
        offer_id=new.offer_id,
        quick_replies=new.quick_replies,
        client_id=new.client_id,
        agent=new.agent,
        quote_id=new.quote_id,
    )


def by_client_id(connection: Connection, conversation_id: str, client_id: str) -> Message | None:
    """The customer's message with that client id, or None."""
    row = connection.execute(_BY_CLIENT_ID, {"conversation_id": conversation_id, "client_id": client_id}).first()
    return None if row is None else message_from(row)


def message_from(row: Row[Any]) -> Message:
    """A row of `messages` as a value."""
    return Message(
        id=row.id,
        author=Author(row.author),
        text=row.text,
        created_at=row.created_at,
        products=tuple(row.products),
        offer_id=row.offer_id,
        quick_replies=tuple((title, said) for title, said in row.quick_replies),
        client_id=row.client_id,
        agent=row.agent,
        quote_id=row.quote_id,
    )


def forget(connection: Connection, conversation_id: str) -> None:
    """Remove a conversation and what hangs on it; orders and open cases stay, without the link."""
    connection.execute(update(orders).where(orders.c.conversation_id == conversation_id).values(conversation_id=None))
    connection.execute(
        update(cases)
        .where(cases.c.conversation_id == conversation_id)
        .values(conversation_id=None, summary="", email=None)
    )
    connection.execute(delete(conversations).where(conversations.c.id == conversation_id))


def _read_basket(connection: Connection, conversation_id: str) -> Basket:
    rows = connection.execute(
        select(basket_lines.c.sku, basket_lines.c.quantity)
        .where(basket_lines.c.conversation_id == conversation_id)
        .order_by(basket_lines.c.position)
    )
    return Basket(tuple(Line(row.sku, row.quantity) for row in rows))
