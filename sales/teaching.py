"""What trainers look at and what they have done with it, as the database keeps it.

As in `sales.ports`, all calls are synchronous, each is one transaction, and unknown ids raise `NotFoundError`.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import Any, Protocol

from sales.conversation import Message


@dataclass(frozen=True)
class Heard:
    """A customer's message with what was understood of it, and what happened right after it in the conversation.

    `rated_badly` where it is one of the last before a person was asked for whose handling got one or two stars.
    """

    message_id: int
    conversation_id: str
    text: str
    at: datetime
    understanding: Mapping[str, Any]
    intents_after: tuple[str, ...] = ()
    agent_after: bool = False
    rated_badly: bool = False
    customer_name: str = ""


class CorrectionKind(str, Enum):
    """`example` teaches an intent, `mood` a mood, `response` changes an answer's words, `skip` teaches nothing."""

    EXAMPLE = "example"
    MOOD = "mood"
    INTENT = "intent"
    SYNONYM = "synonym"
    RESPONSE = "response"
    SKIP = "skip"


@dataclass(frozen=True)
class Correction:
    """What a trainer did about a message; `text` is masked, `details` says what the change was, `edits` how to undo it.

    An edit is `{"file", "added": [line…], "removed": [line…]}`.
    """

    kind: CorrectionKind
    text: str
    trainer: str
    at: datetime
    details: Mapping[str, Any] = field(default_factory=dict)
    edits: tuple[Mapping[str, Any], ...] = ()
    id: int = 0
    undone_at: datetime | None = None


class Review(Protocol):
    """The trainers' desk in the database."""

    def heard(self, since: datetime, limit: int = 5000) -> Sequence[Heard]:
        """Understood customer messages since then, newest first."""
        ...

    def around(self, message_id: int, before: int = 6, after: int = 4) -> Sequence[Message]:
        """The message with those said before and after it in its conversation, oldest first."""
        ...

    def conversation_of(self, message_id: int) -> str: ...

    def keep(self, correction: Correction, settles: Collection[str]) -> Correction:
        """Write a correction down, with the keys of the texts that it settles; answers it with its id."""
        ...

    def settled(self) -> Mapping[str, datetime]:
        """When each text was settled last, by key; what was undone is not settled."""
        ...

    def corrections(self, limit: int = 50) -> Sequence[Correction]:
        """The latest corrections, newest first."""
        ...

    def learn_synonyms(self, pairs: Collection[tuple[str, str]]) -> None:
        """Let the search know (what customers say, what the catalogue says); what it knows already stays."""
        ...

    def forget_synonym(self, word: str, means: str) -> None:
        """Let the search no longer know that pair."""
        ...

    def correction(self, correction_id: int) -> Correction: ...
    def undo(self, correction_id: int, now: datetime) -> None:
        """Mark a correction as undone, so that its texts are to be settled again; `ConflictError` when it was."""
        ...
