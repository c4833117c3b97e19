"""What the agents' desk asks of the database; calls are synchronous, each is one transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import Protocol

from sales.conversation import Handoff, HandoffState, Message, StoredOffer
from sales.customer import Mood
from sales.handoff.quote import Quote
from sales.ports import NewMessage


class ChangeKind(str, Enum):
    """What listeners are woken for; `message` stands for a row of the log itself."""

    MESSAGE = "message"
    HANDOFF = "handoff"
    TYPING = "typing"
    READ = "read"
    NOTE = "note"
    QUOTE = "quote"


@dataclass(frozen=True)
class Change:
    """Something happened in a conversation; `who` is `customer` or an agent's name where it matters."""

    conversation_id: str
    kind: ChangeKind
    who: str = ""


@dataclass(frozen=True)
class Place:
    """How far somebody has read the news: the ids of the last message and of the last change.

    `due` are ids below those that were not there yet, by table: a database that gives ids away before it commits may
    show a later one first. Each has the number of looks that it is still waited for.
    """

    message: int = 0
    change: int = 0
    due: Mapping[tuple[str, int], int] = field(default_factory=dict)


@dataclass(frozen=True)
class Mark:
    """How far one side is: `got` by the browser, `seen` by the person; message ids, 0 for nothing yet."""

    got: int = 0
    seen: int = 0


@dataclass(frozen=True)
class Note:
    """What agents tell each other about a conversation."""

    id: int
    author: str
    text: str
    at: datetime


class Reader(str, Enum):
    """Whose mark it is."""

    CUSTOMER = "customer"
    AGENT = "agent"


class DeskBook(Protocol):
    """The desk's own book beside the conversation log."""

    def place(self) -> Place:
        """Where the news stands now."""
        ...

    def news(self, since: Place) -> tuple[Place, Sequence[Change]]:
        """What happened since that place, from all processes, and the new place."""
        ...

    def say(self, handoff_id: str, agent: str, new: NewMessage, now: datetime) -> Message:
        """An agent's words, written only while that agent has the conversation; else `ConflictError`."""
        ...

    def typing(self, conversation_id: str, who: str, now: datetime) -> None: ...
    def mark(self, conversation_id: str, reader: Reader, *, got: int = 0, seen: int = 0, now: datetime) -> bool:
        """Move a mark forward; False where it was that far already."""
        ...

    def marks(self, conversation_id: str) -> Mapping[Reader, Mark]: ...
    def add_note(self, conversation_id: str, author: str, text: str, now: datetime) -> Note: ...
    def notes(self, conversation_id: str) -> Sequence[Note]: ...
    def forget(self, before: datetime) -> int:
        """Remove changes from before that moment; answers how many there were."""
        ...


@dataclass(frozen=True)
class QueueFacts:
    """What the queue shows of a conversation beside its handoff; `unread` counts the customer's unseen messages."""

    mood: Mood
    locale: str
    unread: int


@dataclass(frozen=True)
class Report:
    """The desk over some days; seconds are medians and None where there is nothing to measure yet.

    `reopened` are handoffs of customers who needed a person again within three days of being helped.
    """

    opened: int
    answered: int
    waiting: int
    reopened: int
    first_word_seconds: int | None
    solution_seconds: int | None
    first_word_p90_seconds: int | None
    ratings: Mapping[int, int]
    by_agent: Sequence[tuple[str, int, int | None, float | None]]
    """(agent, handoffs ended, median seconds to the first word, mean rating), most handoffs first."""
    by_ending: Mapping[str, int]


class Quotes(Protocol):
    """Quotes: sent by agents, answered by customers with one tap."""

    def send(self, handoff_id: str, agent: str, quote: Quote, text: str, now: datetime) -> Message:
        """Keep the quote and show its card in the conversation; only the agent who has it may."""
        ...

    def get(self, conversation_id: str, quote_id: str) -> Quote: ...
    def of_conversation(self, conversation_id: str) -> Sequence[Quote]: ...
    def answer(self, conversation_id: str, quote_id: str, answer: str, *, words: str, now: datetime) -> Quote:
        """Accept (it becomes an order, the yes is recorded) or decline; the same answer again changes nothing.

        `ConflictError` where it was answered otherwise, is no longer valid, or something is out of stock.
        """
        ...


@dataclass(frozen=True)
class Mail:
    """A mail on its way: a template's name and the facts that fill it; `attempts` counts the tries before this one."""

    id: str
    recipient: str
    template: str
    facts: Mapping[str, str]
    attempts: int = 0


class Mails(Protocol):
    """The outbox of mails; each is claimed by one sender at a time."""

    def promise(self, handoff_id: str, promised_at: datetime, mail: Mail | None, now: datetime) -> bool:
        """Keep by when somebody calls back, where open, and the mail that says so; False where nothing is new."""
        ...

    def claim(self, *, holder: str, now: datetime, seconds: float, limit: int = 10) -> Sequence[Mail]: ...
    def sent(self, mail_id: str, *, holder: str, answer: str) -> None: ...
    def missed(self, mail_id: str, *, holder: str, answer: str, now: datetime) -> None: ...
    def listed(self, conversation_id: str) -> Sequence[tuple[Mail, str]]:
        """The conversation's mails with their states: waiting, sent or failed."""
        ...


class Overview(Protocol):
    """What the desk reads of many conversations, or of the past of one."""

    def queue(self, conversation_ids: Sequence[str]) -> Mapping[str, QueueFacts]:
        """Facts of those that exist."""
        ...

    def offers(self, conversation_id: str) -> Sequence[StoredOffer]: ...
    def report(self, since: datetime, until: datetime) -> Report: ...


class Handoffs(Protocol):
    """The queue to a person."""

    def open(self, *, conversation_id: str, reason: str, topic: str, need: Mapping[str, str], now: datetime) -> Handoff:
        """Open one and give the conversation to the queue; an open one is answered as it is, with `need` added."""
        ...

    def get(self, handoff_id: str) -> Handoff: ...
    def current(self, conversation_id: str) -> Handoff | None: ...
    def list(self, state: HandoffState | None = None, limit: int = 100) -> Sequence[Handoff]:
        """Handoffs in that state, longest waiting first; without a state the live ones, the waiting, the call backs."""
        ...

    def count(self) -> Mapping[HandoffState, int]:
        """How many open ones there are in each state."""
        ...

    def unpromised(self, limit: int = 100) -> Sequence[Handoff]:
        """Call backs without a promised time, or with an address that no mail has confirmed it to, oldest first."""
        ...

    def claim(self, handoff_id: str, agent: str, now: datetime) -> Handoff: ...
    def give_back(self, handoff_id: str, agent: str, now: datetime, note: str = "") -> Handoff: ...
    def close(self, handoff_id: str, agent: str, disposition: str, now: datetime) -> Handoff: ...
    def cancel(self, conversation_id: str, now: datetime) -> Handoff | None:
        """The customer goes back to the assistant while nobody has claimed; None where nothing can be cancelled."""
        ...

    def to_callback(self, handoff_id: str, now: datetime, promised_at: datetime | None = None) -> Handoff: ...
    def transfer(self, handoff_id: str, agent: str, now: datetime, *, topic: str | None, wanted: str | None) -> Handoff:
        """Pass it on to a topic's owners or to a colleague: it waits again, the conversation stays with people."""
        ...

    def free_vanished(self, now: datetime) -> Sequence[Handoff]:
        """Give back to the queue what agents have who were not seen for the desk's `gone_after`."""
        ...

    def at_desks(self, now: datetime) -> Sequence[str]:
        """The names of the agents seen lately: within the desk's `gone_after`."""
        ...

    def to_rate(self, conversation_id: str) -> Handoff | None:
        """The conversation's last handoff where it ended with a person's word and was not rated yet."""
        ...

    def rate(self, handoff_id: str, stars: int | None, words: str, now: datetime) -> Handoff:
        """Keep the customer's rating, 1 to 5, None for no wish to; a second one raises `ConflictError`."""
        ...

    def agents_online(self, now: datetime) -> int: ...
    def seen(self, agent: str, now: datetime) -> None: ...
    def typical_wait_seconds(self) -> int | None:
        """Median seconds from opening to claim over the last 50 handoffs, or None while there are none."""
        ...
