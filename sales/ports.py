"""What the rooms ask of the database, the clock and the assistant; `bootstrap` decides who answers.

All calls are synchronous and each is one transaction. Unknown ids raise `NotFoundError`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Protocol

from sales.basket import Basket
from sales.catalogue import Product, Relation
from sales.compatibility import FitRule
from sales.conversation import (
    Author,
    Conversation,
    Message,
    Order,
    Owner,
)
from sales.customer import Customer, Mood
from sales.figures import Figures
from sales.kept import Audit, Cases, Offers, Timelines
from sales.pricing import Discount, PriceBook, Priced
from sales.shelf import Shelf

if TYPE_CHECKING:
    from sales.handoff.help_desk import HelpDesk
    from sales.handoff.ports import DeskBook, Handoffs, Mails, Overview, Quotes
    from sales.proposals import Proposals
    from sales.tastes import Taste
    from sales.teaching import Review
    from sales.turns import Turns
    from sales.webhooks import Webhooks


@dataclass(frozen=True)
class Query:
    """A search: words plus hard constraints. Prices in the shop's currency, bounds inclusive.

    `vector` is the meaning of `text`, 384 numbers from `Assistant.embed`; without it words alone are searched.
    `spelt_right` are words of `text` that mean what they say: "deaf" is no slip for decaf.
    """

    text: str = ""
    category: str | None = None
    price_min: Decimal | None = None
    price_max: Decimal | None = None
    attributes: tuple[str, ...] = ()
    only_in_stock: bool = False
    limit: int = 10
    vector: tuple[float, ...] | None = None
    spelt_right: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Hit:
    """A found product; `score` 0-1 says how much of what was asked it answers, the same way in every search."""

    product: Product
    score: float


class Catalogue(Protocol):
    """Products and relations."""

    def get(self, sku: str) -> Product: ...
    def many(self, skus: Iterable[str]) -> Mapping[str, Product]: ...
    def search(self, query: Query) -> Sequence[Hit]: ...
    def ways(self, said: str) -> Sequence[str]:
        """How the catalogue may say what was said, likeliest first: by synonyms and nearest spelling."""
        ...

    def browse(self, category: str | None = None, *, offset: int = 0, limit: int = 24) -> Sequence[Product]: ...
    def categories(self) -> Mapping[str, int]: ...
    def shelf(self, sources: Iterable[str]) -> Shelf:
        """All that complements of these SKUs are chosen from, read at once."""
        ...

    def relations(self, sources: Iterable[str]) -> Sequence[Relation]:
        """Relations whose source is one of the SKUs, directly or through its category (then source = the SKU)."""
        ...

    def fit_rules(self) -> Sequence[FitRule]: ...
    def price_book(self, skus: Iterable[str]) -> PriceBook: ...
    def priced(self, basket: Basket) -> Priced:
        """The basket at today's prices; what is no longer known is left out."""
        ...

    def discounts(self) -> Sequence[Discount]:
        """The discounts that run today."""
        ...


@dataclass(frozen=True)
class NewMessage:
    """A message to be written; `understanding` is what the assistant made of a customer's text."""

    author: Author
    text: str
    products: tuple[str, ...] = ()
    offer_id: str | None = None
    quick_replies: tuple[tuple[str, str], ...] = ()
    client_id: str | None = None
    agent: str | None = None
    quote_id: str | None = None
    answers: int | None = None
    """The id of the customer's message that this one answers."""


class Conversations(Protocol):
    """The conversation log and its owner."""

    def create(self, *, now: datetime, token_hash: str, customer_id: str | None, locale: str) -> Conversation: ...
    def get(self, conversation_id: str) -> Conversation: ...
    def token_hash(self, conversation_id: str) -> str: ...
    def append(self, conversation_id: str, messages: Sequence[NewMessage], now: datetime) -> Sequence[Message]:
        """Write messages in order; a customer's `client_id` seen before writes nothing and answers the old one."""
        ...

    def history(self, conversation_id: str, *, after: int = 0, limit: int = 500) -> Sequence[Message]: ...
    def answer_to(self, conversation_id: str, client_id: str) -> tuple[Message, Sequence[Message]] | None:
        """The customer's message of that client id with its answers, or None."""
        ...

    def unanswered(self, limit: int = 50) -> Sequence[tuple[str, Message]]:
        """Customer messages that still wait for the assistant, oldest first, as (conversation id, message)."""
        ...

    def mark_answered(self, message_id: int, understanding: Mapping[str, Any] | None) -> None: ...
    def record_mood(self, conversation_id: str, mood: Mood, *, now: datetime, cause: str) -> None:
        """Set the mood; turning unhappy, and ceasing to be, holds in all conversations of a known customer."""
        ...

    def record_good_sign(self, conversation_id: str, *, now: datetime, cause: str) -> None: ...
    def set_owner(self, conversation_id: str, owner: Owner) -> None: ...
    def set_context(self, conversation_id: str, *, page_sku: str | None, page_url: str | None) -> None: ...
    def set_basket(self, conversation_id: str, basket: Basket) -> None: ...
    def set_shown(self, conversation_id: str, skus: Sequence[str], focus: str | None) -> None: ...
    def set_need(self, conversation_id: str, need: str) -> None: ...
    def set_opted_out(self, conversation_id: str, opted_out: bool) -> None:
        """Kept for the customer where one is known, else for the conversation."""
        ...

    def link_customer(self, conversation_id: str, customer_id: str) -> None: ...
    def record_consent(
        self, conversation_id: str, *, what: str, shown: Mapping[str, Any], answer: str, words: str, now: datetime
    ) -> None:
        """Keep what the customer agreed to or refused: what was shown, and their own words."""
        ...

    def take_turn(self, conversation_id: str, holder: str, now: datetime, seconds: float) -> bool:
        """Lease the right to answer in this conversation; False while another holder's lease runs."""
        ...

    def end_turn(self, conversation_id: str, holder: str) -> None: ...
    def erase(self, conversation_id: str) -> None: ...


class Customers(Protocol):
    """People with a history."""

    def get(self, customer_id: str) -> Customer: ...
    def by_email(self, email: str) -> Customer | None: ...
    def erase(self, customer_id: str) -> None: ...


class Orders(Protocol):
    """Orders; reading one needs its number and the e-mail on it, or the customer's own identity."""

    def place(
        self,
        *,
        basket: Basket,
        name: str,
        email: str,
        now: datetime,
        conversation_id: str | None,
        customer_id: str | None,
    ) -> Order: ...
    def proven(self, number: str, *, email: str | None, customer_id: str | None) -> Order:
        """The order, or `NotProvenError`; the same error for a wrong number and a wrong e-mail."""
        ...

    def of_customer(self, customer_id: str, limit: int = 10) -> Sequence[Order]: ...
    def remember_proof(self, conversation_id: str, number: str) -> None: ...
    def proofs(self, conversation_id: str) -> Sequence[str]: ...
    def by_number(self, number: str) -> Order: ...
    def cancel(self, number: str, now: datetime) -> Order: ...


@dataclass(frozen=True)
class StaffMember:
    """A person who works here; roles are admin, agent, trainer, analyst."""

    username: str
    role: str


class Staff(Protocol):
    """Accounts, sessions, and what was done with them."""

    def create_first(self, password: str | None) -> Mapping[str, str]:
        """One account per role where there is none yet; answers the passwords by role, to be shown once."""
        ...

    def add(self, username: str, role: str, password: str) -> StaffMember:
        """One more account; `InvalidError` for no name, an unknown role or a short password, `ConflictError` twice."""
        ...

    def log_in(self, username: str, password: str, now: datetime) -> str | None:
        """A new session's token, or None; the caller makes repeats slow by `failures`."""
        ...

    def failures(self, username: str, now: datetime) -> int: ...
    def by_token(self, token: str, now: datetime) -> StaffMember | None: ...
    def by_session(self, session: str, now: datetime) -> StaffMember | None:
        """Whose session this is (a token's SHA-256 as hex), or None; the digest opens nothing at the API."""
        ...

    def log_out(self, token: str) -> None: ...
    def end_session(self, session: str) -> None: ...
    def log(self, username: str, action: str, subject: str, now: datetime) -> None: ...


class Preferences(Protocol):
    """What people said they like, kept for the customer where one is known, else for the conversation (R16)."""

    def note(self, conversation_id: str, tastes: "Sequence[Taste]", now: datetime) -> None: ...
    def stated(self, conversation_id: str) -> "Sequence[Taste]": ...
    def forget(self, conversation_id: str) -> None: ...


@dataclass(frozen=True)
class Store:
    """Every port of the embedded database in one hand."""

    catalogue: Catalogue
    conversations: Conversations
    customers: Customers
    orders: Orders
    cases: Cases
    offers: Offers
    handoffs: "Handoffs"
    staff: Staff
    turns: "Turns"
    proposals: "Proposals"
    preferences: Preferences
    timelines: Timelines
    audit: Audit
    figures: Figures
    webhooks: "Webhooks"
    review: "Review"
    desk: "DeskBook"
    overview: "Overview"
    quotes: "Quotes"
    mails: "Mails"
    help_desk: "HelpDesk"


@dataclass(frozen=True)
class Answer:
    """What the assistant said: one entry per message, as plain data from the line to Rasa."""

    messages: tuple[Mapping[str, Any], ...] = field(default_factory=tuple)


class Assistant(Protocol):
    """The line to the dialogue engine; raises `UnavailableError` while it is down."""

    async def understand(self, text: str) -> Mapping[str, Any]: ...
    async def converse(
        self, conversation_id: str, parts: Sequence[Mapping[str, Any]], metadata: Mapping[str, Any]
    ) -> Answer: ...
    async def trigger(
        self, conversation_id: str, intent: str, entities: Mapping[str, str], metadata: Mapping[str, Any]
    ) -> Answer: ...
    async def embed(self, texts: Sequence[str]) -> Sequence[Sequence[float]]: ...
    async def load(self, model: str) -> None: ...
    async def is_up(self) -> bool: ...
