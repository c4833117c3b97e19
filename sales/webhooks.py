"""What the shop's other systems are told, and in which order of patience; who tells them is not our matter here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from typing import Any, Protocol

from sales.customer import Case, CaseKind

RETRY_AFTER = tuple(timedelta(seconds=seconds) for seconds in (5, 30, 120, 600, 1800, 3600, 7200, 14400, 28800, 43200))
"""The pauses between two tries; after the last of them a delivery counts as failed, a good day after the first."""


class EventKind(str, Enum):
    """Everything that can be told; settings.toml chooses who hears of what."""

    CASE_OPENED = "case.opened"
    CASE_CLOSED = "case.closed"
    HANDOFF_OPENED = "handoff.opened"
    HANDOFF_CLAIMED = "handoff.claimed"
    HANDOFF_MESSAGE = "handoff.message"
    HANDOFF_TRANSFERRED = "handoff.transferred"
    HANDOFF_ABANDONED = "handoff.abandoned"
    HANDOFF_CALLBACK = "handoff.callback"
    HANDOFF_RETURNED = "handoff.returned"
    HANDOFF_CLOSED = "handoff.closed"
    HANDOFF_RATED = "handoff.rated"
    QUOTE_SENT = "quote.sent"
    QUOTE_ANSWERED = "quote.answered"


@dataclass(frozen=True)
class Receiver:
    """An address of another system; it hears of `kinds`, of everything where they are empty."""

    url: str
    kinds: frozenset[EventKind] = frozenset()

    def hears(self, kind: str) -> bool:
        """Whether that event is meant for it."""
        return not self.kinds or kind in {each.value for each in self.kinds}


@dataclass(frozen=True)
class Delivery:
    """One event on its way to one receiver; `attempts` counts the tries before this one."""

    id: int
    event_id: str
    kind: str
    data: Mapping[str, Any]
    at: datetime
    url: str
    attempts: int


def due_again(attempts: int, now: datetime) -> datetime | None:
    """When to try again after that many failed tries; None where it is time to give up."""
    return now + RETRY_AFTER[attempts - 1] if attempts <= len(RETRY_AFTER) else None


@dataclass(frozen=True)
class TicketEvent:
    """What the shop's ticket system says of a trouble: by its own `reference`, by the `case_id` we told it, or both."""

    opened: bool
    reference: str | None = None
    case_id: str | None = None
    kind: CaseKind = CaseKind.COMPLAINT
    customer_id: str | None = None
    email: str | None = None
    order_number: str | None = None
    sku: str | None = None
    summary: str = ""


class Webhooks(Protocol):
    """The events to tell and the messages that were told; each call is one transaction."""

    def spread(self, receivers: Sequence[Receiver], now: datetime) -> int:
        """Give every new event a delivery to each receiver that hears of it; answers how many there are."""
        ...

    def claim(self, *, holder: str, now: datetime, seconds: float, limit: int = 20) -> Sequence[Delivery]:
        """Take due deliveries for so many seconds; what another holder has taken is not among them."""
        ...

    def delivered(self, delivery_id: int, *, holder: str, answer: str, now: datetime) -> None: ...
    def missed(self, delivery_id: int, *, holder: str, answer: str, now: datetime) -> None:
        """Note a failed try; it is due again after `RETRY_AFTER`, or failed for good."""
        ...

    def deliveries(self, state: str | None = None, *, limit: int = 200) -> Sequence[Mapping[str, Any]]: ...
    def try_again(self, delivery_id: int, now: datetime) -> None:
        """Make a failed delivery due now, with all its tries again; `ConflictError` for one that has not failed."""
        ...

    def forget(self, before: datetime) -> int:
        """Remove settled events and received ids from before that moment; answers how many events went."""
        ...

    def take_in(self, message_id: str, event: TicketEvent, now: datetime) -> tuple[Case, bool]:
        """Obey a signed message once; the case as it stands, and False where the message was known before."""
        ...
