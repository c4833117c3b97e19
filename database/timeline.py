"""How a customer's mood went: moods, good signs and cases in one line of time."""

from collections.abc import Sequence

from sqlalchemy import Connection, Engine, or_, select

from database.case_rows import of_conversation
from database.moods import told_of
from database.session import reading
from database.tables import cases, conversations, mood_events
from sales.kept import TimelineEntry

_MOST = 500


class Timelines:
    """The timelines of one database; implements `sales.kept.Timelines`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def of_conversation(self, conversation_id: str) -> Sequence[TimelineEntry]:
        """Moods, good signs and cases of the conversation and of its customer everywhere, oldest first."""
        with reading(self._engine) as connection:
            found = [*_moods(connection, conversation_id), *_cases(connection, conversation_id)]
        return sorted(found, key=lambda entry: entry.at)


def _moods(connection: Connection, conversation_id: str) -> list[TimelineEntry]:
    this = conversations.alias("this")
    whose = select(this.c.customer_id).where(this.c.id == conversation_id).scalar_subquery()
    chosen = (
        select(mood_events)
        .join(conversations, conversations.c.id == mood_events.c.conversation_id)
        .where(or_(conversations.c.id == conversation_id, conversations.c.customer_id == whose))
        .order_by(mood_events.c.id.desc())
        .limit(_MOST)
    )
    entries = []
    for row in reversed(connection.execute(chosen).all()):
        what, cause = told_of(row.cause)
        entries.append(TimelineEntry(row.at, what, row.mood, cause, row.conversation_id))
    return entries


def _cases(connection: Connection, conversation_id: str) -> list[TimelineEntry]:
    entries = []
    for row in connection.execute(select(cases).where(of_conversation(conversation_id)).limit(_MOST)):
        about = f"order {row.order_number}" if row.order_number else ""
        entries.append(TimelineEntry(row.opened_at, "case opened", row.kind, about, row.conversation_id, row.id))
        if row.closed_at is not None:
            by = f"by {row.closed_by}"
            entries.append(TimelineEntry(row.closed_at, "case closed", row.kind, by, row.conversation_id, row.id))
    return entries
