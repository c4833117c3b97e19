"""What was agreed to, for a person to check: a sample of recorded answers, and whatever lacks one."""

import random
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Engine, exists, func, literal, select

from database.session import reading
from database.tables import consents, offers, orders

_ORDER, _OFFER = "order ", "offer "


class Audit:
    """The recorded answers of one database; implements `sales.kept.Audit`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def sample(self, size: int, seed: int) -> Sequence[Mapping[str, Any]]:
        """That many recorded answers, drawn by `seed`, oldest first; all where there are fewer."""
        with reading(self._engine) as connection:
            ids = list(connection.scalars(select(consents.c.id).order_by(consents.c.id)))
            drawn = sorted(random.Random(seed).sample(ids, min(size, len(ids))))
            return list(_rows(connection, drawn))

    def of_conversation(self, conversation_id: str) -> Sequence[Mapping[str, Any]]:
        """All recorded answers of a conversation, oldest first."""
        chosen = select(consents.c.id).where(consents.c.conversation_id == conversation_id).order_by(consents.c.id)
        with reading(self._engine) as connection:
            return list(_rows(connection, list(connection.scalars(chosen))))

    def count(self) -> int:
        """How many answers are recorded."""
        with reading(self._engine) as connection:
            return int(connection.scalar(select(func.count()).select_from(consents)) or 0)

    def without_a_yes(self) -> Sequence[str]:
        """Orders of the chat and taken offers to which no recorded yes belongs; there should be none."""
        ordered = select(orders.c.number).where(
            orders.c.conversation_id.is_not(None),
            ~exists().where(
                consents.c.conversation_id == orders.c.conversation_id,
                consents.c.what == literal(_ORDER) + orders.c.number,
                consents.c.answer == "accept",
            ),
        )
        taken = select(offers.c.id).where(
            offers.c.answer == "accept",
            ~exists().where(consents.c.what == literal(_OFFER) + offers.c.id, consents.c.answer == "accept"),
        )
        with reading(self._engine) as connection:
            return [
                *(_ORDER + number for number in connection.scalars(ordered.order_by(orders.c.number))),
                *(_OFFER + offer_id for offer_id in connection.scalars(taken.order_by(offers.c.id))),
            ]


def _rows(connection: Connection, ids: Sequence[int]) -> Iterator[Mapping[str, Any]]:
    for consent_id in ids:
        row = connection.execute(select(consents).where(consents.c.id == consent_id)).one()
        yield {
            "conversation": row.conversation_id,
            "at": row.at,
            "what": row.what,
            "shown": row.shown,
            "answer": row.answer,
            "words": row.words,
        }
