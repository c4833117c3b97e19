"""What the policy asks to be kept: cases, offers with their decisions, and how a customer's mood went.

As in `sales.ports`, all calls are synchronous, each is one transaction, and unknown ids raise `NotFoundError`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from sales.conversation import StoredOffer
from sales.customer import Case, CaseKind
from sales.offer import Decision
from sales.situation import OfferHistory, Situation
from sales.webhooks import TicketEvent


class Cases(Protocol):
    """Complaints, returns, refunds, deliveries, payments: open until put right."""

    def open(
        self,
        *,
        conversation_id: str,
        kind: CaseKind,
        now: datetime,
        order_number: str | None = None,
        sku: str | None = None,
        summary: str = "",
    ) -> Case:
        """Open a case, or answer the conversation's open one of the same kind and order."""
        ...

    def open_for(self, conversation_id: str) -> Sequence[Case]:
        """Open cases of this conversation and of its customer everywhere."""
        ...

    def solved_for(self, conversation_id: str) -> Sequence[Case]: ...
    def close(self, case_id: str, now: datetime, by: str) -> None: ...
    def obey(self, event: TicketEvent, now: datetime, by: str) -> Case: ...
    def get(self, case_id: str) -> Mapping[str, Any]: ...
    def listed(
        self, *, only_open: bool | None = None, customer_id: str | None = None, limit: int = 200
    ) -> Sequence[Mapping[str, Any]]: ...


class Offers(Protocol):
    """Offers, their answers, and the record of every decision."""

    def history(self, conversation_id: str, now: datetime) -> OfferHistory: ...
    def save(
        self, conversation_id: str, decision: Decision, reasons: Mapping[str, str], now: datetime
    ) -> StoredOffer: ...
    def get(self, conversation_id: str, offer_id: str) -> StoredOffer: ...
    def waiting(self, conversation_id: str) -> StoredOffer | None: ...
    def answer(self, conversation_id: str, offer_id: str, answer: str, now: datetime, words: str) -> StoredOffer:
        """Record accept, decline or stop in the customer's own words; a second answer raises `ConflictError`."""
        ...

    def record(self, situation: Situation, decision: Decision, offer_id: str | None) -> None: ...
    def last_decision(self, conversation_id: str) -> Mapping[str, Any] | None: ...
    def decisions(self, conversation_id: str | None = None, *, limit: int = 200) -> Sequence[Mapping[str, Any]]: ...


@dataclass(frozen=True)
class TimelineEntry:
    """One thing that moved a customer's mood: `what` is "mood", "case opened", "case closed" or "good sign".

    `state` is the mood's or the case's word; `cause` tells the signal, or who did it, never the customer's text.
    """

    at: datetime
    what: str
    state: str
    cause: str
    conversation_id: str | None
    case_id: str | None = None


class Timelines(Protocol):
    """How the mood went, and why."""

    def of_conversation(self, conversation_id: str) -> Sequence[TimelineEntry]:
        """Moods, good signs and cases of the conversation and of its customer everywhere, oldest first."""
        ...


class Audit(Protocol):
    """What customers agreed to: what was shown, what was answered, when, in which words."""

    def sample(self, size: int, seed: int) -> Sequence[Mapping[str, Any]]: ...
    def of_conversation(self, conversation_id: str) -> Sequence[Mapping[str, Any]]: ...
    def count(self) -> int: ...
    def without_a_yes(self) -> Sequence[str]:
        """Orders of the chat and taken offers to which no recorded yes belongs; there should be none."""
        ...
