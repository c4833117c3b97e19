"""One conversation as the house sees it: who owns it, what was said, what is agreed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import Enum

from sales.basket import Basket
from sales.customer import Case, Mood


class Owner(str, Enum):
    """Who speaks for the shop. `queue`: a person is called, the assistant is silent already."""

    ASSISTANT = "assistant"
    QUEUE = "queue"
    AGENT = "agent"


class Author(str, Enum):
    """Who wrote a message."""

    CUSTOMER = "customer"
    ASSISTANT = "assistant"
    AGENT = "agent"
    SYSTEM = "system"


@dataclass(frozen=True)
class Message:
    """One message; `products` are SKUs, `offer_id` names an offer card, ids rise with time."""

    id: int
    author: Author
    text: str
    created_at: datetime
    products: tuple[str, ...] = ()
    offer_id: str | None = None
    quick_replies: tuple[tuple[str, str], ...] = ()
    client_id: str | None = None
    agent: str | None = None
    quote_id: str | None = None


@dataclass(frozen=True)
class Conversation:
    """State of one conversation. `shown` are the SKUs last shown, in order, for "the second one"."""

    id: str
    owner: Owner
    mood: Mood
    created_at: datetime
    basket: Basket = field(default_factory=Basket)
    customer_id: str | None = None
    locale: str = "en"
    page_sku: str | None = None
    page_url: str | None = None
    opted_out: bool = False
    shown: tuple[str, ...] = ()
    focus: str | None = None
    need: str = ""


@dataclass(frozen=True)
class StoredOffer:
    """An offer as it was made; `items` are (SKU, reason text, essential)."""

    id: str
    conversation_id: str
    kind: str
    items: tuple[tuple[str, str, bool], ...]
    price: Decimal
    price_before: Decimal
    total_after: Decimal
    currency: str
    made_at: datetime
    answer: str | None = None


@dataclass(frozen=True)
class Order:
    """A placed order; `status` is placed, shipped, delivered, late or cancelled."""

    number: str
    email: str
    placed_at: datetime
    status: str
    total: Decimal
    currency: str
    lines: tuple[tuple[str, int, Decimal], ...]
    customer_id: str | None = None
    delivery_on: datetime | None = None


class HandoffState(str, Enum):
    """`waiting` for an agent, `live`, `callback` promised, `closed`."""

    WAITING = "waiting"
    LIVE = "live"
    CALLBACK = "callback"
    CLOSED = "closed"


@dataclass(frozen=True)
class Handoff:
    """A conversation on its way to a person; `need` holds the collected facts by name (what, budget, ...)."""

    id: str
    conversation_id: str
    reason: str
    topic: str
    state: HandoffState
    opened_at: datetime
    need: Mapping[str, str] = field(default_factory=dict)
    agent: str | None = None
    claimed_at: datetime | None = None
    closed_at: datetime | None = None
    disposition: str | None = None
    last_agent: str | None = None
    """Who had it before it went back to the queue."""
    wanted_agent: str | None = None
    """Whom a colleague passed it on to."""
    promised_at: datetime | None = None
    """When somebody calls back at the latest."""
    first_word_at: datetime | None = None
    return_note: str | None = None
    """What the agent told the assistant on giving it back."""
    reopens: str | None = None
    """The handoff of the same conversation that was thought to be over."""
    rating: int | None = None
    """1 to 5, from the customer."""


@dataclass(frozen=True)
class Standing:
    """How a conversation stands, read in one go: what the silence rules and the customer's page need to know.

    `case_solved` says that a case was closed and no good sign came since, nor a new reason to be unhappy. `mood_since`
    and `opted_out_since` are None where the conversation began that way. `handed_back_at` is when a person who had it
    last gave it back or closed it; `no_offers` says that their note forbids offers.
    """

    conversation: Conversation
    open_cases: tuple[Case, ...] = ()
    case_solved: bool = False
    handoff: Handoff | None = None
    mood_since: datetime | None = None
    opted_out_since: datetime | None = None
    handed_back_at: datetime | None = None
    no_offers: bool = False
