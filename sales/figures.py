"""What analysts ask of the record: how often which rule kept quiet, and what was sold beside it.

As in `sales.ports`, all calls are synchronous and each is one consistent read; a period holds its first moment and not
its last.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Protocol


@dataclass(frozen=True)
class Example:
    """One decision in which a rule held something back; `about` are the products the moment was about, or dropped."""

    at: datetime
    conversation_id: str
    moment: str
    about: tuple[str, ...]


@dataclass(frozen=True)
class RuleCount:
    """How often a rule ended a decision in silence (`held`), how many single candidates it dropped, and where."""

    rule: str
    held: int
    dropped: int
    conversations: int
    examples: tuple[Example, ...]


@dataclass(frozen=True)
class SilenceReport:
    """All decisions of a period; `looked_through` are those whose candidates were counted, the latest ones."""

    decisions: int
    offers: int
    looked_through: int
    rules: tuple[RuleCount, ...]


@dataclass(frozen=True)
class PartnerSales:
    """What was sold of one partner's products, and what of it came back; part of the shop's figures, told apart."""

    partner: str
    units: int
    revenue: Decimal
    refunded: Decimal


@dataclass(frozen=True)
class Summary:
    """A period's figures; money in the shop's currency, over orders that were not cancelled, net of nothing.

    `margin` is None where no cost is known; `refunded` is what was sent back of these orders, at the price paid.
    `partners` tells what partners supplied apart, the most revenue first (R54).
    """

    conversations: int
    decisions: int
    offers: int
    accepted: int
    declined: int
    orders: int
    revenue: Decimal
    refunded: Decimal
    margin: Decimal | None
    cases_opened: int
    cases_closed: int
    unhappy_conversations: int
    partners: tuple[PartnerSales, ...] = ()


class Figures(Protocol):
    """The figures of a period."""

    def silences(self, since: datetime, until: datetime, *, examples: int = 3) -> SilenceReport: ...
    def summary(self, since: datetime, until: datetime) -> Summary: ...
    def examples(self, rule: str, since: datetime, until: datetime, *, limit: int = 50) -> Sequence[Example]: ...
