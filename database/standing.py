"""How a conversation stands, within a transaction: one statement, and more only where there is more to read."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import BindParameter, Connection, Row, bindparam, exists, func, or_, select

from database.case_rows import case_from, of_conversation
from database.handoff_rows import OPEN_STATES, handoff_from
from database.tables import basket_lines, cases, consents, conversations, customers, handoffs, mood_events
from sales.basket import Basket, Line
from sales.conversation import Conversation, Owner, Standing
from sales.customer import Mood
from sales.errors import NotFoundError
from sales.handoff.notes import forbids_offers

_THIS: BindParameter[Any] = bindparam("conversation_id")
_EVER = datetime.min.replace(tzinfo=UTC)
_CONCERNS = of_conversation(_THIS)
_HANDED_BACK = (
    select(func.max(handoffs.c.closed_at))
    .where(handoffs.c.conversation_id == _THIS, handoffs.c.claimed_at.is_not(None))
    .scalar_subquery()
)
_NOTES = select(handoffs.c.return_note).where(handoffs.c.conversation_id == _THIS, handoffs.c.return_note.is_not(None))
_ROW = (
    select(
        conversations,
        customers.c.opted_out.label("customer_opted_out"),
        exists().where(basket_lines.c.conversation_id == _THIS).label("has_basket"),
        exists().where(_CONCERNS).label("has_cases"),
        exists().where(handoffs.c.conversation_id == _THIS, handoffs.c.state.in_(OPEN_STATES)).label("has_handoff"),
        _HANDED_BACK.label("handed_back_at"),
    )
    .outerjoin(customers, customers.c.id == conversations.c.customer_id)
    .where(conversations.c.id == _THIS)
)
_BASKET = (
    select(basket_lines.c.sku, basket_lines.c.quantity)
    .where(basket_lines.c.conversation_id == _THIS)
    .order_by(basket_lines.c.position)
)
_CASES = select(cases).where(_CONCERNS).order_by(cases.c.opened_at)
_HANDOFF = (
    select(handoffs)
    .where(handoffs.c.conversation_id == _THIS, handoffs.c.state.in_(OPEN_STATES))
    .order_by(handoffs.c.opened_at.desc())
    .limit(1)
)
_MOOD_SINCE = select(func.max(mood_events.c.at)).where(mood_events.c.conversation_id == _THIS)
_OTHERS = conversations.alias("others")
_GOOD_SIGN = select(func.max(_OTHERS.c.good_sign_at)).where(
    or_(
        _OTHERS.c.id == _THIS,
        _OTHERS.c.customer_id
        == select(conversations.c.customer_id).where(conversations.c.id == _THIS).scalar_subquery(),
    )
)
_OPTED_OUT_SINCE = select(func.max(consents.c.at)).where(
    consents.c.conversation_id == _THIS, consents.c.answer == "stop"
)


def read_standing(connection: Connection, conversation_id: str) -> Standing:
    """The conversation with all that silence depends on, or `NotFoundError`."""
    key = {"conversation_id": conversation_id}
    row = connection.execute(_ROW, key).first()
    if row is None:
        raise NotFoundError("There is no such conversation.")
    known = [case_from(found) for found in connection.execute(_CASES, key)] if row.has_cases else []
    handoff = connection.execute(_HANDOFF, key).first() if row.has_handoff else None
    opted_out = bool(row.opted_out or row.customer_opted_out)
    mood = Mood(row.mood)
    mood_since = connection.scalar(_MOOD_SINCE, key) if mood is Mood.UNHAPPY else None
    closed = [case.closed_at for case in known if case.closed_at is not None]
    good_sign = connection.scalar(_GOOD_SIGN, key) if closed else None
    return Standing(
        conversation=_conversation_from(row, _basket(connection, key) if row.has_basket else Basket(), opted_out),
        open_cases=tuple(case for case in known if case.closed_at is None),
        case_solved=any(at > max(filter(None, (good_sign, mood_since)), default=_EVER) for at in closed),
        handoff=None if handoff is None else handoff_from(handoff),
        mood_since=mood_since,
        opted_out_since=connection.scalar(_OPTED_OUT_SINCE, key) if opted_out else None,
        handed_back_at=row.handed_back_at,
        no_offers=row.handed_back_at is not None and any(map(forbids_offers, connection.scalars(_NOTES, key))),
    )


def _conversation_from(row: Row[Any], basket: Basket, opted_out: bool) -> Conversation:
    return Conversation(
        id=row.id,
        owner=Owner(row.owner),
        mood=Mood(row.mood),
        created_at=row.created_at,
        basket=basket,
        customer_id=row.customer_id,
        locale=row.locale,
        page_sku=row.page_sku,
        page_url=row.page_url,
        opted_out=opted_out,
        shown=tuple(row.shown),
        focus=row.focus,
        need=row.need,
    )


def _basket(connection: Connection, key: dict[str, str]) -> Basket:
    return Basket(tuple(Line(row.sku, row.quantity) for row in connection.execute(_BASKET, key)))
