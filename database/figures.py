"""Counting for analysts: silences by rule with examples, and a period's summary."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, Engine, Row, Select, and_, distinct, func, select

from database.session import reading
from database.tables import (
    cases,
    conversations,
    decisions,
    mood_events,
    offers,
    order_lines,
    orders,
    products,
    returns,
)
from sales.customer import Mood
from sales.figures import Example, PartnerSales, RuleCount, SilenceReport, Summary

_LOOKED_THROUGH = 20_000
_CANCELLED = "cancelled"
_NOTHING = Decimal("0.00")


class Figures:
    """The figures of one database; implements `sales.figures.Figures`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def silences(self, since: datetime, until: datetime, *, examples: int = 3) -> SilenceReport:
        """How often which rule held back, most often first, with the latest examples of each."""
        within = and_(decisions.c.at >= since, decisions.c.at < until)
        counted = (
            select(
                decisions.c.reason,
                func.count().label("held"),
                func.count(distinct(decisions.c.conversation_id)).label("conversations"),
            )
            .where(within, decisions.c.reason.is_not(None))
            .group_by(decisions.c.reason)
        )
        latest = select(decisions).where(within).order_by(decisions.c.id.desc()).limit(_LOOKED_THROUGH)
        with reading(self._engine) as connection:
            held = {row.reason: row for row in connection.execute(counted)}
            total = _count(connection, select(func.count()).select_from(decisions).where(within))
            offered = _count(
                connection, select(func.count()).select_from(decisions).where(within, decisions.c.offer_id.is_not(None))
            )
            dropped, seen, looked_through = _look_through(connection, latest, examples)
        rules = [
            RuleCount(
                rule,
                held[rule].held if rule in held else 0,
                dropped[rule],
                held[rule].conversations if rule in held else 0,
                tuple(seen[rule]),
            )
            for rule in {*held, *dropped}
        ]
        ranked = sorted(rules, key=lambda one: (-one.held, -one.dropped, one.rule))
        return SilenceReport(total, offered, looked_through, tuple(ranked))

    def examples(self, rule: str, since: datetime, until: datetime, *, limit: int = 50) -> Sequence[Example]:
        """The latest decisions that a rule ended in silence."""
        chosen = (
            select(decisions)
            .where(decisions.c.reason == rule, decisions.c.at >= since, decisions.c.at < until)
            .order_by(decisions.c.id.desc())
            .limit(limit)
        )
        with reading(self._engine) as connection:
            return [_example(row, _anchors(row)) for row in connection.execute(chosen)]

    def summary(self, since: datetime, until: datetime) -> Summary:
        """Conversations, decisions, offers with their answers, orders with what came back of them, cases and moods."""

        def count(table: Any, at: Any, *more: Any) -> int:
            return _count(connection, select(func.count()).select_from(table).where(at >= since, at < until, *more))

        sold = and_(orders.c.placed_at >= since, orders.c.placed_at < until, orders.c.status != _CANCELLED)
        with reading(self._engine) as connection:
            revenue, refunded, margin, partners = _money(connection, sold)
            unhappy = select(func.count(distinct(mood_events.c.conversation_id))).where(
                mood_events.c.at >= since, mood_events.c.at < until, mood_events.c.mood == Mood.UNHAPPY.value
            )
            return Summary(
                conversations=count(conversations, conversations.c.created_at),
                decisions=count(decisions, decisions.c.at),
                offers=count(offers, offers.c.made_at),
                accepted=count(offers, offers.c.made_at, offers.c.answer == "accept"),
                declined=count(offers, offers.c.made_at, offers.c.answer.in_(("decline", "stop"))),
                orders=_count(connection, select(func.count()).select_from(orders).where(sold)),
                revenue=revenue,
                refunded=refunded,
                margin=margin,
                cases_opened=count(cases, cases.c.opened_at),
                cases_closed=count(cases, cases.c.closed_at),
                unhappy_conversations=_count(connection, unhappy),
                partners=partners,
            )


def _look_through(
    connection: Connection, latest: Select[Any], examples: int
) -> tuple[Counter[str], dict[str, list[Example]], int]:
    """Candidates dropped by rule, the latest examples of every rule, and how many decisions were looked through."""
    dropped: Counter[str] = Counter()
    seen: dict[str, list[Example]] = defaultdict(list)
    looked_through = 0
    for row in connection.execute(latest):
        looked_through += 1
        if row.reason is not None and len(seen[row.reason]) < examples:
            seen[row.reason].append(_example(row, _anchors(row)))
        gone = [verdict for verdict in row.verdicts if verdict["reason"] not in (None, row.reason)]
        dropped.update(verdict["reason"] for verdict in gone)
        for rule in {verdict["reason"] for verdict in gone}:
            if len(seen[rule]) < examples:
                about = tuple(verdict["sku"] for verdict in gone if verdict["reason"] == rule)
                seen[rule].append(_example(row, about[:5]))
    return dropped, seen, looked_through


def _money(connection: Connection, sold: Any) -> tuple[Decimal, Decimal, Decimal | None, tuple[PartnerSales, ...]]:
    lines = (
        select(
            order_lines.c.quantity,
            order_lines.c.unit_price,
            products.c.cost,
            products.c.partner,
            func.coalesce(returns.c.quantity, 0).label("back"),
        )
        .join(orders, orders.c.number == order_lines.c.order_number)
        .outerjoin(products, products.c.sku == order_lines.c.sku)
        .outerjoin(
            returns, (returns.c.order_number == order_lines.c.order_number) & (returns.c.sku == order_lines.c.sku)
        )
        .where(sold)
    )
    revenue, refunded, margin, known = _NOTHING, _NOTHING, _NOTHING, False
    partners: dict[str, PartnerSales] = {}
    for row in connection.execute(lines):
        sold_for, back = row.unit_price * row.quantity, row.unit_price * row.back
        revenue += sold_for
        refunded += back
        if row.cost is not None:
            known = True
            margin += (row.unit_price - row.cost) * (row.quantity - row.back)
        if row.partner:
            one = partners.get(row.partner, PartnerSales(row.partner, 0, _NOTHING, _NOTHING))
            partners[row.partner] = PartnerSales(
                row.partner, one.units + row.quantity, one.revenue + sold_for, one.refunded + back
            )
    ranked = sorted(partners.values(), key=lambda one: (-one.revenue, one.partner))
    return revenue, refunded, margin if known else None, tuple(ranked)


def _count(connection: Connection, chosen: Select[Any]) -> int:
    return int(connection.scalar(chosen) or 0)


def _anchors(row: Row[Any]) -> tuple[str, ...]:
    return tuple(row.inputs["situation"]["anchors"])


def _example(row: Row[Any], about: tuple[str, ...]) -> Example:
    return Example(row.at, row.conversation_id, row.moment, about)
