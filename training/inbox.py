"""The messages worth a trainer's look: grouped with their look-alikes, most useful first, masked (R60, R71)."""

import asyncio
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from typing import Any

import numpy as np

from sales.conversation import Message
from sales.errors import NotFoundError
from sales.teaching import Heard, Review
from training.masking import key, mask, settle_key
from training.usefulness import OFTEN, doubt, is_barely, is_certain, is_outside, teaching_order, weight
from training.vectors import Vectors

_MOST = 1500
_SHOWN = 8
_CORRECTS = "correct_choice"
_ASKS_FOR_A_PERSON = "ask_human"
_WORTHLESS = frozenset({"affirm", "deny", "greet", "thank", "goodbye"})


class Trouble(str, Enum):
    """Why a message is in the inbox."""

    NOT_UNDERSTOOD = "not_understood"
    BARELY = "barely_understood"
    CORRECTED = "corrected"
    AGENT_AFTER = "agent_after"
    RATED_BADLY = "rated_badly"
    UNCHECKED = "unchecked"


@dataclass(frozen=True)
class Guess:
    """An intent that the assistant considered, with its confidence 0-1."""

    intent: str
    confidence: float


@dataclass(frozen=True)
class Group:
    """Look-alikes with the one that stands for them; `texts` are masked, most frequent first.

    `bare` are those in which nothing to mark was found: they can be taught as they stand.
    """

    id: str
    text: str
    texts: tuple[str, ...]
    bare: tuple[str, ...]
    count: int
    troubles: tuple[Trouble, ...]
    guesses: tuple[Guess, ...]
    in_scope: float
    entities: tuple[Mapping[str, Any], ...]
    mood: str
    usefulness: float
    message_id: int
    latest: datetime


@dataclass(frozen=True)
class _Look:
    """One wording of the inbox with all messages that said it."""

    text: str
    troubles: frozenset[Trouble]
    doubt: float
    heard: tuple[Heard, ...]
    part: Mapping[str, Any]


class Inbox:
    """The inbox of one shop."""

    def __init__(self, review: Review, vectors: Vectors) -> None:
        self._review = review
        self._vectors = vectors

    async def groups(
        self, now: datetime, *, days: int = 30, trouble: str = "", search: str = "", learned_at: datetime | None = None
    ) -> list[Group]:
        """The groups of the last `days`, most useful first; `learned_at` is since when the served model is served.

        What was settled stays away, unless it is said again after the model has learned.
        """
        looks = await asyncio.to_thread(self._looks, now - timedelta(days=days), learned_at)
        if search:
            looks = [look for look in looks if search.casefold() in look.text.casefold()]
        looks = looks[:_MOST]
        if not looks:
            return []
        vectors = await self._vectors.of([look.text for look in looks])
        found = await asyncio.to_thread(_ordered, looks, vectors)
        return [group for group in found if not trouble or trouble in {one.value for one in group.troubles}]

    def around(self, message_id: int) -> list[Message]:
        """The conversation around a message, masked."""
        return masked_talk(self._review.around(message_id))

    def _looks(self, since: datetime, learned_at: datetime | None) -> list[_Look]:
        heard, settled = self._review.heard(since), self._review.settled()
        said: dict[str, list[tuple[Heard, Mapping[str, Any]]]] = defaultdict(list)
        for one in heard:
            parts = one.understanding["parts"]
            for part in parts:
                text = masked_part(part, one.customer_name)
                when = settled.get(settle_key(text))
                again = when is not None and learned_at is not None and when < learned_at < one.at
                if text and (when is None or again):
                    said[key(text)].append((one, {**part, "masked": text, "whole": len(parts) == 1}))
        found = [_look(many) for many in said.values()]
        return sorted((look for look in found if look is not None), key=lambda look: -look.doubt)


def masked_part(part: Mapping[str, Any], name: str) -> str:
    """The words of one part of a message without personal data, on one line."""
    return " ".join(mask(str(part.get("text") or ""), part.get("entities") or (), name).split())


def masked_talk(messages: Sequence[Message]) -> list[Message]:
    """The same messages with their texts masked."""
    return [Message(one.id, one.author, mask(one.text), one.created_at, one.products, one.offer_id) for one in messages]


def _look(many: Sequence[tuple[Heard, Mapping[str, Any]]]) -> _Look | None:
    """None where nothing about the wording is in doubt; one that only comes often has no trouble of its own."""
    troubles = frozenset(trouble for one, part in many for trouble in _troubles(one, part))
    if not troubles and all(is_certain(part) for _, part in many):
        return None
    latest = max(many, key=lambda pair: pair[0].message_id)
    worst = max(doubt(part) for _, part in many)
    return _Look(latest[1]["masked"], troubles, worst, tuple(one for one, _ in many), latest[1])


def _troubles(heard: Heard, part: Mapping[str, Any]) -> list[Trouble]:
    name = (part.get("intent") or {}).get("name")
    found = []
    if is_outside(part):
        found.append(Trouble.NOT_UNDERSTOOD)
    elif is_barely(part):
        found.append(Trouble.BARELY)
    if _CORRECTS in heard.intents_after and part["whole"]:
        found.append(Trouble.CORRECTED)
    if heard.agent_after and name not in _WORTHLESS:
        found.append(Trouble.AGENT_AFTER)
    if heard.rated_badly and name not in _WORTHLESS and name != _ASKS_FOR_A_PERSON:
        found.append(Trouble.RATED_BADLY)
    return found


def _ordered(looks: Sequence[_Look], vectors: np.ndarray) -> list[Group]:
    weights = [weight(look.doubt, len(look.heard), _sign(look)) for look in looks]
    groups = [_group([looks[row] for row in rows], adds) for adds, rows in teaching_order(vectors, weights)]
    return [group for group in groups if group.troubles]


def _sign(look: _Look) -> float:
    return 0.5 * len(look.troubles & {Trouble.CORRECTED, Trouble.AGENT_AFTER, Trouble.RATED_BADLY})


def _group(looks: Sequence[_Look], value: float) -> Group:
    head, heard = looks[0], [one for look in looks for one in look.heard]
    texts = Counter({look.text: len(look.heard) for look in looks})
    latest = max(heard, key=lambda one: one.message_id)
    troubles = {one for look in looks for one in look.troubles}
    if not troubles and len(heard) >= OFTEN:
        troubles = {Trouble.UNCHECKED}
    ranking = [Guess(str(one["name"]), float(one["confidence"])) for one in head.part.get("intent_ranking") or ()]
    return Group(
        id=group_id(head.text),
        text=head.text,
        texts=tuple(text for text, _ in texts.most_common()),
        bare=tuple(look.text for look in looks[1:] if not _kept_entities(look)),
        count=len(heard),
        troubles=tuple(sorted(troubles, key=list(Trouble).index)),
        guesses=tuple(ranking[:_SHOWN]),
        in_scope=float(head.part.get("in_scope", 0.0)),
        entities=tuple(_kept_entities(head)),
        mood=str((latest.understanding.get("mood") or {}).get("label") or "neutral"),
        usefulness=round(value, 3),
        message_id=head.heard[0].message_id,
        latest=latest.at,
    )


def _kept_entities(look: _Look) -> list[Mapping[str, Any]]:
    """The learned entities, where masking has not moved them."""
    found = []
    for one in look.part.get("entities") or ():
        start, end = one.get("start"), one.get("end")
        if isinstance(start, int) and look.text[start:end] == one.get("text") and one["entity"] in LEARNED:
            found.append({"entity": one["entity"], "start": start, "end": end})
    return found


LEARNED = ("product", "brand", "attribute", "purpose", "place", "problem")
"""The entities that are learned from marked examples; all others are found by pattern."""


def group_id(text: str) -> str:
    """A short name of a group that stays the same while its first wording does."""
    return settle_key(text)[:12]


def find_group(groups: Sequence[Group], wanted: str) -> Group:
    """The group of that id, or `NotFoundError`."""
    for group in groups:
        if group.id == wanted:
            return group
    raise NotFoundError("This group is no longer in the inbox.")
