"""Offers, their answers, and the record of every decision, silence included."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from itertools import takewhile
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, Engine, Row, insert, or_, select, update

from database.session import reading, writing
from database.tables import consents, conversations, decisions, offers, products
from sales.conversation import StoredOffer
from sales.errors import ConflictError, InvalidError, NotFoundError
from sales.offer import Decision
from sales.replay import inputs_of
from sales.situation import OfferHistory, Situation

ANSWERS = frozenset({"accept", "decline", "stop"})
_REFUSALS = frozenset({"decline", "stop"})
_WAITING_FOR = timedelta(minutes=30)


class Offers:
    """The offers and decisions of one database; implements `sales.ports.Offers`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def history(self, conversation_id: str, now: datetime) -> OfferHistory:
        """What was offered in this conversation, and to its customer in all of them."""
        with reading(self._engine) as connection:
            rows = _offers_around(connection, conversation_id)
            here = [row for row in rows if row.conversation_id == conversation_id]
            refused_kinds = _kinds(connection, [row for row in here if row.answer in _REFUSALS])
        refusals = [row for row in rows if row.answer in _REFUSALS]
        return OfferHistory(
            in_conversation=len(here),
            today=sum(row.made_at > now - timedelta(days=1) for row in rows),
            this_week=sum(row.made_at > now - timedelta(days=7) for row in rows),
            offered=frozenset(item[0] for row in here for item in row.items),
            refused=frozenset(item[0] for row in refusals for item in row.items),
            refused_kinds=refused_kinds,
            refusals_in_a_row=_in_a_row(rows),
            last_refusal_at=max((row.answered_at for row in refusals), default=None),
            waiting=any(_waits(row, now) for row in here),
        )

    def save(self, conversation_id: str, decision: Decision, reasons: Mapping[str, str], now: datetime) -> StoredOffer:
        """Keep the decision's offer as it is shown; `reasons` gives each SKU the sentence that stands on its card."""
        offer = decision.offer
        if offer is None:
            raise InvalidError("A decision for silence has no offer to keep.")
        values = {
            "id": str(uuid4()),
            "conversation_id": conversation_id,
            "kind": offer.kind.value,
            "items": [
                [item.product.sku, reasons.get(item.product.sku, ""), item.relation.essential] for item in offer.items
            ],
            "price": offer.price,
            "price_before": offer.price_before,
            "total_after": offer.total_after,
            "currency": offer.currency,
            "made_at": now,
        }
        with writing(self._engine) as connection:
            connection.execute(insert(offers).values(**values))
            return _read(connection, conversation_id, str(values["id"]))

    def get(self, conversation_id: str, offer_id: str) -> StoredOffer:
        """The offer, or `NotFoundError`; another conversation's offer counts as not found."""
        with reading(self._engine) as connection:
            return _read(connection, conversation_id, offer_id)

    def waiting(self, conversation_id: str) -> StoredOffer | None:
        """The latest offer of this conversation while it has no answer."""
        chosen = select(offers).where(offers.c.conversation_id == conversation_id)
        with reading(self._engine) as connection:
            row = connection.execute(chosen.order_by(offers.c.made_at.desc(), offers.c.id).limit(1)).first()
        return None if row is None or row.answer is not None else offer_from(row)

    def answer(self, conversation_id: str, offer_id: str, answer: str, now: datetime, words: str) -> StoredOffer:
        """Record accept, decline or stop in the customer's own words; a second answer raises `ConflictError`."""
        if answer not in ANSWERS:
            raise InvalidError(f"An offer is answered by accept, decline or stop, not by {answer!r}.")
        with writing(self._engine) as connection:
            offer = _read(connection, conversation_id, offer_id)
            changed = connection.execute(
                update(offers)
                .where(offers.c.id == offer_id, offers.c.answer.is_(None))
                .values(answer=answer, answered_at=now)
            )
            if not changed.rowcount:
                raise ConflictError(f"This offer was answered before ({offer.answer}).")
            connection.execute(
                insert(consents).values(
                    conversation_id=conversation_id,
                    what=f"offer {offer_id}",
                    shown={"items": [list(item) for item in offer.items], "total_after": str(offer.total_after)},
                    answer=answer,
                    words=words,
                    at=now,
                )
            )
            return _read(connection, conversation_id, offer_id)

    def record(self, situation: Situation, decision: Decision, offer_id: str | None) -> None:
        """Keep a decision with all that it looked at, so that it can be explained and replayed."""
        with writing(self._engine) as connection:
            connection.execute(
                insert(decisions).values(
                    conversation_id=situation.conversation_id,
                    at=situation.now,
                    moment=situation.moment.value,
                    reason=decision.reason.value if decision.reason else None,
                    offer_id=offer_id,
                    inputs=inputs_of(situation, decision.candidates),
                    verdicts=_verdicts(decision),
                )
            )

    def last_decision(self, conversation_id: str) -> Mapping[str, Any] | None:
        """The latest decision that made an offer in this conversation, or None."""
        chosen = select(decisions).where(
            decisions.c.conversation_id == conversation_id, decisions.c.offer_id.is_not(None)
        )
        with reading(self._engine) as connection:
            row = connection.execute(chosen.order_by(decisions.c.id.desc()).limit(1)).first()
        return None if row is None else _decision_from(row)

    def decisions(self, conversation_id: str | None = None, *, limit: int = 200) -> Sequence[Mapping[str, Any]]:
        """Decisions, latest first, of one conversation or of all."""
        chosen = select(decisions).order_by(decisions.c.id.desc()).limit(limit)
        if conversation_id is not None:
            chosen = chosen.where(decisions.c.conversation_id == conversation_id)
        with reading(self._engine) as connection:
            return [_decision_from(row) for row in connection.execute(chosen)]


def _offers_around(connection: Connection, conversation_id: str) -> list[Row[Any]]:
    chosen = select(conversations.c.customer_id).where(conversations.c.id == conversation_id)
    customer_id = connection.scalar(chosen)
    whose = offers.c.conversation_id == conversation_id
    if customer_id:
        same = select(conversations.c.id).where(conversations.c.customer_id == customer_id)
        whose = or_(whose, offers.c.conversation_id.in_(same))
    return list(connection.execute(select(offers).where(whose)))


def _in_a_row(rows: list[Row[Any]]) -> int:
    """The noes since the last yes."""
    answered = sorted((row for row in rows if row.answered_at), key=lambda row: row.answered_at, reverse=True)
    return len(list(takewhile(lambda row: row.answer in _REFUSALS, answered)))


def _kinds(connection: Connection, rows: list[Row[Any]]) -> frozenset[str]:
    """The categories of what those offers held."""
    skus = {item[0] for row in rows for item in row.items}
    if not skus:
        return frozenset()
    return frozenset(connection.scalars(select(products.c.category).where(products.c.sku.in_(skus))))


def _verdicts(decision: Decision) -> list[dict[str, Any]]:
    """Every candidate with its relevance and, where it was dropped, the reason."""
    return [
        {
            "sku": verdict.sku,
            "anchor": verdict.anchor,
            "relevance": round(verdict.relevance, 4),
            "reason": verdict.reason.value if verdict.reason else None,
        }
        for verdict in decision.verdicts
    ]


def _waits(row: Row[Any], now: datetime) -> bool:
    return row.answer is None and row.made_at > now - _WAITING_FOR


def _read(connection: Connection, conversation_id: str, offer_id: str) -> StoredOffer:
    row = connection.execute(
        select(offers).where(offers.c.id == offer_id, offers.c.conversation_id == conversation_id)
    ).first()
    if row is None:
        raise NotFoundError("There is no such offer.")
    return offer_from(row)


def offer_from(row: Row[Any]) -> StoredOffer:
    return StoredOffer(
        id=row.id,
        conversation_id=row.conversation_id,
        kind=row.kind,
        items=tuple((sku, reason, bool(essential)) for sku, reason, essential in row.items),
        price=row.price,
        price_before=row.price_before,
        total_after=row.total_after,
        currency=row.currency,
        made_at=row.made_at,
        answer=row.answer,
    )


def _decision_from(row: Row[Any]) -> Mapping[str, Any]:
    return {
        "id": row.id,
        "conversation": row.conversation_id,
        "at": row.at,
        "moment": row.moment,
        "outcome": "silence" if row.offer_id is None else "offer",
        "rule": row.reason,
        "offer_id": row.offer_id,
        "inputs": row.inputs,
        "candidates": row.verdicts,
    }
