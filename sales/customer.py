"""What is known of the person, and how they feel."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import Enum

from sales.habits import Habit


class Mood(str, Enum):
    """The mood of a conversation, not of one message."""

    UNHAPPY = "unhappy"
    NEUTRAL = "neutral"
    HAPPY = "happy"


class CaseKind(str, Enum):
    """Something went wrong and is not put right yet."""

    COMPLAINT = "complaint"
    RETURN = "return"
    REFUND = "refund"
    DELIVERY = "delivery"
    PAYMENT = "payment"


@dataclass(frozen=True)
class Case:
    """A trouble of one customer; open while `closed_at` is None. `reference` is the shop's own ticket for it."""

    id: str
    kind: CaseKind
    opened_at: datetime
    order_number: str | None = None
    closed_at: datetime | None = None
    summary: str = ""
    sku: str | None = None
    reference: str | None = None
    closed_by: str | None = None


@dataclass(frozen=True)
class Customer:
    """A known customer's history as offers need it: `owned` maps each SKU to when it was last bought, `habits` each
    one that was bought in several orders to how often."""

    id: str
    email: str
    name: str = ""
    owned: Mapping[str, datetime] = field(default_factory=dict)
    orders: int = 0
    units_bought: int = 0
    units_returned: int = 0
    revenue: Decimal = Decimal(0)
    profit: Decimal = Decimal(0)
    service_minutes: int = 0
    opted_out: bool = False
    habits: Mapping[str, Habit] = field(default_factory=dict)
