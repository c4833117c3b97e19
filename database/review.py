"""The trainers' desk: what customers wrote with what was understood of it, and what trainers did about it."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, Row, delete, func, insert, select, update

from database.conversation_rows import message_from
from database.intake import save_synonyms
from database.search import synonym
from database.session import reading, writing
from database.tables import conversations, corrections, customers, handoffs, messages, settled_texts, synonyms
from sales.conversation import Author, Message
from sales.errors import ConflictError, NotFoundError
from sales.teaching import Correction, CorrectionKind, Heard

_ASKED_AT_ONCE = 500
_SOON = 4
_BAD_STARS = 2
_BEFORE_A_BAD_END = 3


class Review:
    """The reviews of one database; implements `sales.teaching.Review`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def heard(self, since: datetime, limit: int = 5000) -> Sequence[Heard]:
        """Understood customer messages since then, newest first."""
        chosen = (
            select(messages, customers.c.name.label("customer_name"))
            .join(conversations, conversations.c.id == messages.c.conversation_id)
            .outerjoin(customers, customers.c.id == conversations.c.customer_id)
            .where(messages.c.author == Author.CUSTOMER.value, messages.c.created_at >= since)
            .where(messages.c.understanding.is_not(None))
            .order_by(messages.c.id.desc())
            .limit(limit)
        )
        with reading(self._engine) as connection:
            rows = [row for row in connection.execute(chosen) if (row.understanding or {}).get("parts")]
            follow = _following(connection, {row.conversation_id for row in rows}, min((r.id for r in rows), default=0))
            bad = _before_bad_ends(connection, rows, since)
        return [_heard(row, follow[row.conversation_id], row.id in bad) for row in rows]

    def around(self, message_id: int, before: int = 6, after: int = 4) -> Sequence[Message]:
        """The message with those said before and after it in its conversation, oldest first."""
        with reading(self._engine) as connection:
            of = _conversation_of(connection, message_id)
            here = select(messages).where(messages.c.conversation_id == of)
            earlier = here.where(messages.c.id <= message_id).order_by(messages.c.id.desc()).limit(before + 1)
            later = here.where(messages.c.id > message_id).order_by(messages.c.id).limit(after)
            rows = [*reversed(connection.execute(earlier).all()), *connection.execute(later)]
        return [message_from(row) for row in rows]

    def conversation_of(self, message_id: int) -> str:
        """The id of the conversation that holds the message."""
        with reading(self._engine) as connection:
            return _conversation_of(connection, message_id)

    def keep(self, correction: Correction, settles: Collection[str]) -> Correction:
        """Write a correction down, with the keys of the texts that it settles; answers it with its id."""
        values = {
            "kind": correction.kind.value,
            "text": correction.text,
            "trainer": correction.trainer,
            "at": correction.at,
            "details": dict(correction.details),
            "edits": [dict(edit) for edit in correction.edits],
        }
        with writing(self._engine) as connection:
            made = connection.execute(insert(corrections).values(values)).inserted_primary_key
            assert made is not None
            rows = [{"correction_id": made[0], "key": key} for key in sorted(set(settles))]
            if rows:
                connection.execute(insert(settled_texts), rows)
        return replace(correction, id=int(made[0]))

    def settled(self) -> Mapping[str, datetime]:
        """When each text was settled last, by key; what was undone is not settled."""
        chosen = (
            select(settled_texts.c.key, func.max(corrections.c.at).label("at"))
            .join(corrections, corrections.c.id == settled_texts.c.correction_id)
            .where(corrections.c.undone_at.is_(None))
            .group_by(settled_texts.c.key)
        )
        with reading(self._engine) as connection:
            return {row.key: row.at for row in connection.execute(chosen)}

    def corrections(self, limit: int = 50) -> Sequence[Correction]:
        """The latest corrections, newest first."""
        chosen = select(corrections).order_by(corrections.c.id.desc()).limit(limit)
        with reading(self._engine) as connection:
            return [_correction(row) for row in connection.execute(chosen)]

    def learn_synonyms(self, pairs: Collection[tuple[str, str]]) -> None:
        """Let the search know (what customers say, what the catalogue says); what it knows already stays."""
        with writing(self._engine) as connection:
            save_synonyms(connection, [{"word": word, "means": means} for word, means in pairs])

    def forget_synonym(self, word: str, means: str) -> None:
        """Let the search no longer know that pair."""
        said, meant = synonym(word, means)
        with writing(self._engine) as connection:
            connection.execute(delete(synonyms).where(synonyms.c.word == said, synonyms.c.means == meant))

    def correction(self, correction_id: int) -> Correction:
        """One correction."""
        with reading(self._engine) as connection:
            row = connection.execute(select(corrections).where(corrections.c.id == correction_id)).first()
        if row is None:
            raise NotFoundError("There is no such correction.")
        return _correction(row)

    def undo(self, correction_id: int, now: datetime) -> None:
        """Mark a correction as undone; `ConflictError` when it was already."""
        here = update(corrections).where(corrections.c.id == correction_id, corrections.c.undone_at.is_(None))
        with writing(self._engine) as connection:
            if not connection.execute(here.values(undone_at=now)).rowcount:
                raise ConflictError("This correction was undone already, or never was.")


def _conversation_of(connection: Connection, message_id: int) -> str:
    found = connection.scalar(select(messages.c.conversation_id).where(messages.c.id == message_id))
    if found is None:
        raise NotFoundError("There is no such message; its conversation may have been erased.")
    return str(found)


def _following(connection: Connection, of: set[str], first: int) -> dict[str, list[Any]]:
    """By conversation, what was said from message `first` on, oldest first."""
    found: dict[str, list[Any]] = defaultdict(list)
    wanted = sorted(of)
    for start in range(0, len(wanted), _ASKED_AT_ONCE):
        some = wanted[start : start + _ASKED_AT_ONCE]
        chosen = (
            select(messages.c.id, messages.c.conversation_id, messages.c.author, messages.c.understanding)
            .where(messages.c.conversation_id.in_(some), messages.c.id >= first)
            .order_by(messages.c.id)
        )
        for row in connection.execute(chosen):
            found[row.conversation_id].append(row)
    return found


def _before_bad_ends(connection: Connection, rows: Sequence[Row[Any]], since: datetime) -> set[int]:
    """The last messages (of `rows`, newest first) before each handoff that was rated badly."""
    chosen = select(handoffs.c.conversation_id, handoffs.c.opened_at).where(
        handoffs.c.rating <= _BAD_STARS, handoffs.c.opened_at >= since
    )
    found: set[int] = set()
    for ended in connection.execute(chosen):
        own = (row for row in rows if row.conversation_id == ended.conversation_id)
        before = [row.id for row in own if row.created_at <= ended.opened_at]
        found.update(before[:_BEFORE_A_BAD_END])
    return found


def _heard(row: Row[Any], following: Sequence[Any], rated_badly: bool) -> Heard:
    later = [one for one in following if one.id > row.id]
    asked = next((one for one in later if one.author == Author.CUSTOMER.value), None)
    return Heard(
        message_id=row.id,
        conversation_id=row.conversation_id,
        text=row.text,
        at=row.created_at,
        understanding=row.understanding,
        intents_after=_intents(asked.understanding) if asked is not None else (),
        agent_after=any(one.author == Author.AGENT.value for one in later[:_SOON]),
        rated_badly=rated_badly,
        customer_name=row.customer_name or "",
    )


def _intents(understanding: Mapping[str, Any] | None) -> tuple[str, ...]:
    parts = (understanding or {}).get("parts") or ()
    return tuple(str(part["intent"]["name"]) for part in parts if (part.get("intent") or {}).get("name"))


def _correction(row: Row[Any]) -> Correction:
    return Correction(
        id=row.id,
        kind=CorrectionKind(row.kind),
        text=row.text,
        trainer=row.trainer,
        at=row.at,
        details=row.details,
        edits=tuple(row.edits),
        undone_at=row.undone_at,
    )
