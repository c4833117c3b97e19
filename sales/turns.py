"""What a conversation's turns ask of the database: writing a message down, taking the turn, ending it.

As in `sales.ports`, all calls are synchronous, each is one transaction, and unknown ids raise `NotFoundError`.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from sales.conversation import Message, Standing
from sales.ports import NewMessage


@dataclass(frozen=True)
class Pace:
    """How fast one conversation may write: so many waiting messages of the last seconds, so many in a minute."""

    waiting: int = 20
    waiting_seconds: int = 10
    per_minute: int = 600


@dataclass(frozen=True)
class Received:
    """A customer's message as it was written down; `answers` is None while the assistant's answer is due.

    `fresh` is False for a message that was known before. `has_turn` says whether the caller holds the turn now; then
    `waiting` are the messages to answer, oldest first.
    """

    message: Message
    standing: Standing
    answers: tuple[Message, ...] | None = None
    fresh: bool = True
    has_turn: bool = False
    waiting: tuple[Message, ...] = ()


@dataclass(frozen=True)
class Said:
    """What a finished turn wrote; `delivered` is False where a person took over meanwhile and nothing was said."""

    messages: tuple[Message, ...]
    standing: Standing
    delivered: bool


class Turns(Protocol):
    """The assistant's turns to speak: one holder at a time in each conversation, each step one transaction."""

    def receive(
        self, conversation_id: str, new: NewMessage, *, now: datetime, holder: str | None, seconds: float, pace: Pace
    ) -> Received:
        """Write a customer's message down and, with a `holder`, take the turn where it is free.

        A `client_id` seen before writes nothing. Faster than `pace` raises `TooFastError` and writes nothing.
        """
        ...

    def take(self, conversation_id: str, *, holder: str, now: datetime, seconds: float) -> Received | None:
        """Take (or keep) the turn and read what waits for an answer; None while another holds it or nothing waits."""
        ...

    def finish(
        self,
        conversation_id: str,
        *,
        holder: str,
        answered: Sequence[int],
        understanding: Mapping[str, Any] | None,
        said: Sequence[NewMessage],
        now: datetime,
    ) -> Said:
        """Write what was said in answer to the messages `answered` (joined: all share the answer), give the turn back.

        Nothing is said while an agent owns the conversation; `ConflictError` and no change where the turn was lost.
        """
        ...

    def release(self, conversation_id: str, holder: str) -> None: ...
    def settle(self, conversation_id: str) -> None:
        """A person speaks from now on: nothing waits for the assistant any more."""
        ...

    def answers(self, conversation_id: str, message_id: int) -> Received: ...
    def standing(self, conversation_id: str) -> Standing: ...
    def latest(self, conversation_id: str, *, limit: int = 500) -> Sequence[Message]:
        """The latest `limit` messages, oldest first."""
        ...

    def existing(self, conversation_ids: Iterable[str]) -> frozenset[str]: ...
    def of_customer(self, customer_id: str) -> Sequence[str]:
        """The ids of all the customer's conversations."""
        ...

    def count_arrival(self, address: str, now: datetime, most: int) -> None:
        """Count one message from that address (a hash); over `most` in this minute raises `TooFastError`."""
        ...

    def free_abandoned(self, host: str, is_alive: Callable[[str], bool]) -> int:
        """Give back the turns of this host's dead holders (`host:…`); answers how many there were."""
        ...


class Trackers(Protocol):
    """What the dialogue engine remembers of conversations, in its own database."""

    def erase(self, conversation_ids: Iterable[str]) -> int:
        """Remove all its events; answers how many there were, 0 where it has no database yet."""
        ...

    def conversations(self) -> frozenset[str]: ...
