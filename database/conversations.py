"""The conversation log: who said what, who owns it, what is in the basket."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import Engine, and_, bindparam, delete, insert, or_, select, update

from database.conversation_rows import (
    append_message,
    by_client_id,
    forget,
    message_from,
    must_exist,
    read_conversation,
)
from database.moods import move_mood, note_good_sign, take_over_mood
from database.session import reading, writing
from database.tables import basket_lines, consents, conversations, customers, messages
from sales.basket import Basket
from sales.conversation import Conversation, Message, Owner
from sales.customer import Mood
from sales.errors import NotFoundError
from sales.ports import NewMessage

_TOKEN_HASH = select(conversations.c.token_hash).where(conversations.c.id == bindparam("conversation_id"))


class Conversations:
    """The conversations of one database; implements `sales.ports.Conversations`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def create(self, *, now: datetime, token_hash: str, customer_id: str | None, locale: str) -> Conversation:
        """A new conversation; it begins unhappy where its customer is so in another one."""
        conversation_id = str(uuid4())
        with writing(self._engine) as connection:
            connection.execute(
                insert(conversations).values(
                    id=conversation_id,
                    token_hash=token_hash,
                    customer_id=customer_id,
                    locale=locale,
                    mood=Mood.NEUTRAL.value,
                    created_at=now,
                    shown=[],
                )
            )
            take_over_mood(connection, conversation_id, customer_id)
            return read_conversation(connection, conversation_id)

    def get(self, conversation_id: str) -> Conversation:
        """The conversation, or `NotFoundError`."""
        with reading(self._engine) as connection:
            return read_conversation(connection, conversation_id)

    def token_hash(self, conversation_id: str) -> str:
        """The SHA-256 of the token that opens this conversation, as hex."""
        with reading(self._engine) as connection:
            found = connection.scalar(_TOKEN_HASH, {"conversation_id": conversation_id})
        if found is None:
            raise NotFoundError("There is no such conversation.")
        return str(found)

    def append(self, conversation_id: str, new: Sequence[NewMessage], now: datetime) -> Sequence[Message]:
        """Write messages in order; a customer's `client_id` seen before writes nothing and answers the old one."""
        with writing(self._engine) as connection:
            must_exist(connection, conversation_id)
            return [append_message(connection, conversation_id, message, now) for message in new]

    def history(self, conversation_id: str, *, after: int = 0, limit: int = 500) -> Sequence[Message]:
        """Messages with an id over `after`, oldest first."""
        chosen = (
            select(messages)
            .where(messages.c.conversation_id == conversation_id, messages.c.id > after)
            .order_by(messages.c.id)
            .limit(limit)
        )
        with reading(self._engine) as connection:
            return [message_from(row) for row in connection.execute(chosen)]

    def answer_to(self, conversation_id: str, client_id: str) -> tuple[Message, Sequence[Message]] | None:
        """The customer's message of that client id with its answers, or None."""
        with reading(self._engine) as connection:
            asked = by_client_id(connection, conversation_id, client_id)
            if asked is None:
                return None
            rows = connection.execute(select(messages).where(messages.c.answers == asked.id).order_by(messages.c.id))
            return asked, [message_from(row) for row in rows]

    def unanswered(self, limit: int = 50) -> Sequence[tuple[str, Message]]:
        """Customer messages that wait for the assistant, oldest first, as (conversation id, message)."""
        chosen = (
            select(messages)
            .join(conversations, conversations.c.id == messages.c.conversation_id)
            .where(~messages.c.answered, conversations.c.owner == Owner.ASSISTANT.value)
            .order_by(messages.c.id)
            .limit(limit)
        )
        with reading(self._engine) as connection:
            return [(row.conversation_id, message_from(row)) for row in connection.execute(chosen)]

    def mark_answered(self, message_id: int, understanding: Mapping[str, Any] | None) -> None:
        """Note that a customer's message needs no further answer, and what was understood of it."""
        values: dict[str, Any] = {"answered": True}
        if understanding is not None:
            values["understanding"] = dict(understanding)
        with writing(self._engine) as connection:
            connection.execute(update(messages).where(messages.c.id == message_id).values(values))

    def record_mood(self, conversation_id: str, mood: Mood, *, now: datetime, cause: str) -> None:
        """Set the mood, for an unhappy customer in all conversations; the same mood again is not kept twice."""
        with writing(self._engine) as connection:
            move_mood(connection, conversation_id, mood, now=now, cause=cause)

    def record_good_sign(self, conversation_id: str, *, now: datetime, cause: str) -> None:
        """Keep that all is well again since a case was closed; it holds for all of the customer's conversations."""
        with writing(self._engine) as connection:
            note_good_sign(connection, conversation_id, now=now, cause=cause)

    def set_owner(self, conversation_id: str, owner: Owner) -> None:
        """Say who speaks for the shop from now on."""
        self._set(conversation_id, owner=owner.value)

    def set_context(self, conversation_id: str, *, page_sku: str | None, page_url: str | None) -> None:
        """Where in the shop the customer is now."""
        self._set(conversation_id, page_sku=page_sku, page_url=page_url)

    def set_basket(self, conversation_id: str, basket: Basket) -> None:
        """Replace the basket."""
        rows = [
            {"conversation_id": conversation_id, "sku": line.sku, "quantity": line.quantity, "position": position}
            for position, line in enumerate(basket.lines)
        ]
        with writing(self._engine) as connection:
            must_exist(connection, conversation_id)
            connection.execute(delete(basket_lines).where(basket_lines.c.conversation_id == conversation_id))
            if rows:
                connection.execute(insert(basket_lines), rows)

    def set_shown(self, conversation_id: str, skus: Sequence[str], focus: str | None) -> None:
        """Remember which products were shown last, in order, and which one is talked about."""
        self._set(conversation_id, shown=list(skus), focus=focus)

    def set_need(self, conversation_id: str, need: str) -> None:
        """Remember the need in the customer's words, at most 500 characters."""
        self._set(conversation_id, need=need[:500])

    def set_opted_out(self, conversation_id: str, opted_out: bool) -> None:
        """No suggestions from now on (or again): for the customer where one is known, and for the conversation."""
        with writing(self._engine) as connection:
            must_exist(connection, conversation_id)
            chosen = conversations.c.id == conversation_id
            connection.execute(update(conversations).where(chosen).values(opted_out=opted_out))
            customer_id = connection.scalar(select(conversations.c.customer_id).where(chosen))
            if customer_id:
                connection.execute(update(customers).where(customers.c.id == customer_id).values(opted_out=opted_out))

    def link_customer(self, conversation_id: str, customer_id: str) -> None:
        """Say who the customer is, once proven."""
        self._set(conversation_id, customer_id=customer_id)

    def record_consent(
        self, conversation_id: str, *, what: str, shown: Mapping[str, Any], answer: str, words: str, now: datetime
    ) -> None:
        """Keep what the customer agreed to or refused: what was shown, and their own words."""
        row = {"what": what, "shown": dict(shown), "answer": answer, "words": words, "at": now}
        with writing(self._engine) as connection:
            connection.execute(insert(consents).values(conversation_id=conversation_id, **row))

    def take_turn(self, conversation_id: str, holder: str, now: datetime, seconds: float) -> bool:
        """Lease the right to answer in this conversation; False while another holder's lease runs."""
        free = or_(
            conversations.c.turn_holder.is_(None),
            conversations.c.turn_holder == holder,
            conversations.c.turn_until < now,
        )
        with writing(self._engine) as connection:
            taken = connection.execute(
                update(conversations)
                .where(and_(conversations.c.id == conversation_id, free))
                .values(turn_holder=holder, turn_until=now + timedelta(seconds=seconds))
            )
            return taken.rowcount == 1

    def end_turn(self, conversation_id: str, holder: str) -> None:
        """Give the lease back; another holder's is left alone."""
        held = and_(conversations.c.id == conversation_id, conversations.c.turn_holder == holder)
        with writing(self._engine) as connection:
            connection.execute(update(conversations).where(held).values(turn_holder=None, turn_until=None))

    def erase(self, conversation_id: str) -> None:
        """Remove the conversation with all that hangs on it; orders stay, without the link."""
        with writing(self._engine) as connection:
            must_exist(connection, conversation_id)
            forget(connection, conversation_id)

    def _set(self, conversation_id: str, **values: Any) -> None:
        with writing(self._engine) as connection:
            changed = connection.execute(
                update(conversations).where(conversations.c.id == conversation_id).values(**values)
            )
            if not changed.rowcount:
                raise NotFoundError("There is no such conversation.")
