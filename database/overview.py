"""What the desk reads of many conversations, or of the past of one."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from statistics import mean, median, quantiles
from typing import Any

from sqlalchemy import Engine, Row, and_, func, select

from database.offers import offer_from
from database.session import reading
from database.tables import conversations, handoffs, messages, offers, read_marks
from sales.conversation import Author, HandoffState, StoredOffer
from sales.customer import Mood
from sales.handoff.ports import QueueFacts, Reader, Report

_AT_ONCE = 500


class Overview:
    """The overview of one database; implements `sales.handoff.ports.Overview`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def queue(self, conversation_ids: Sequence[str]) -> Mapping[str, QueueFacts]:
        """Facts of those that exist, in one query."""
        seen = and_(read_marks.c.conversation_id == conversations.c.id, read_marks.c.reader == Reader.AGENT.value)
        new = and_(
            messages.c.conversation_id == conversations.c.id,
            messages.c.author == Author.CUSTOMER.value,
            messages.c.id > func.coalesce(read_marks.c.seen, 0),
        )
        chosen = (
            select(
                conversations.c.id, conversations.c.mood, conversations.c.locale, func.count(messages.c.id).label("n")
            )
            .outerjoin(read_marks, seen)
            .outerjoin(messages, new)
            .where(conversations.c.id.in_(list(conversation_ids)[:_AT_ONCE]))
            .group_by(conversations.c.id, conversations.c.mood, conversations.c.locale)
        )
        with reading(self._engine) as connection:
            return {row.id: QueueFacts(Mood(row.mood), row.locale, row.n) for row in connection.execute(chosen)}

    def offers(self, conversation_id: str) -> Sequence[StoredOffer]:
        """The conversation's offers with their answers, oldest first."""
        chosen = select(offers).where(offers.c.conversation_id == conversation_id).order_by(offers.c.made_at)
        with reading(self._engine) as connection:
            return [offer_from(row) for row in connection.execute(chosen)]

    def report(self, since: datetime, until: datetime) -> Report:
        """The handoffs opened in that time."""
        chosen = select(handoffs).where(handoffs.c.opened_at >= since, handoffs.c.opened_at < until)
        with reading(self._engine) as connection:
            rows = connection.execute(chosen).all()
        spoken = [_seconds(row.opened_at, row.first_word_at) for row in rows if row.first_word_at]
        solved = [_seconds(row.opened_at, row.closed_at) for row in rows if row.closed_at and row.first_word_at]
        return Report(
            opened=len(rows),
            answered=len(spoken),
            waiting=sum(row.state == HandoffState.WAITING.value for row in rows),
            reopened=sum(row.reopens is not None for row in rows),
            first_word_seconds=_median(spoken),
            solution_seconds=_median(solved),
            first_word_p90_seconds=round(quantiles(spoken, n=10)[-1]) if len(spoken) > 1 else _median(spoken),
            ratings=Counter(row.rating for row in rows if row.rating),
            by_agent=_by_agent(rows),
            by_ending=Counter(row.disposition for row in rows if row.disposition),
        )


def _by_agent(rows: Sequence[Row[Any]]) -> Sequence[tuple[str, int, int | None, float | None]]:
    mine: dict[str, list[Row[Any]]] = {}
    for row in rows:
        if row.agent and row.closed_at:
            mine.setdefault(row.agent, []).append(row)
    lines = []
    for agent, ended in mine.items():
        words = [_seconds(row.opened_at, row.first_word_at) for row in ended if row.first_word_at]
        stars = [row.rating for row in ended if row.rating]
        lines.append((agent, len(ended), _median(words), mean(stars) if stars else None))
    return sorted(lines, key=lambda line: (-line[1], line[0]))


def _seconds(begun: datetime, ended: datetime) -> float:
    return (ended - begun).total_seconds()


def _median(seconds: Sequence[float]) -> int | None:
    return round(median(seconds)) if seconds else None
