"""Everything an offer decision may look at, gathered once by the caller; nothing here is fetched later."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from enum import Enum

from sales.basket import Basket
from sales.catalogue import Product
from sales.customer import Case, Customer, Mood
from sales.pricing import PriceBook
from sales.tastes import Taste


class Moment(str, Enum):
    """Where in the purchase the customer stands."""

    BROWSING = "browsing"
    PRODUCT_PAGE = "product page"
    CART = "cart"
    BEFORE_PAYMENT = "before payment"
    AFTER_PURCHASE = "after purchase"
    SETTING_UP = "setting up"
    SUPPORT = "support"


_PAYING = re.compile(r"/(?:checkout|payment|pay)(?:[/?#]|$)", re.I)


def moment_on(page_url: str | None, otherwise: Moment) -> Moment:
    """The moment that the page itself tells: on the checkout it is before payment, whatever was just done."""
    return Moment.BEFORE_PAYMENT if page_url and _PAYING.search(page_url) else otherwise


@dataclass(frozen=True)
class Limits:
    """The shop's own thresholds; docs/settings.md has a heading for each."""

    offers_per_conversation: int = 3
    offers_per_day: int = 4
    offers_per_week: int = 10
    items_per_offer: int = 2
    pause_after_refusal: timedelta = timedelta(minutes=10)
    minimum_relevance: float = 0.3
    margin_floor: Decimal = Decimal("0.05")
    returned_share: float = 0.8
    returned_units_at_least: int = 5
    service_cost_per_minute: Decimal = Decimal("0.80")
    forbidden_pairs: frozenset[frozenset[str]] = frozenset()
    pause_at_most: timedelta = timedelta(days=7)
    pause_after_person: timedelta = timedelta(minutes=30)
    adult_from: int = 18
    mined_together_at_least: int = 5
    timezone: str = "UTC"
    quiet_from: int = 20
    quiet_until: int = 8


@dataclass(frozen=True)
class OfferHistory:
    """What was offered before, and what came of it.

    `refused_kinds` are the categories of what was refused in this conversation; `refusals_in_a_row` counts the noes to
    this customer, anywhere, since the last yes.
    """

    in_conversation: int = 0
    today: int = 0
    this_week: int = 0
    offered: frozenset[str] = frozenset()
    refused: frozenset[str] = frozenset()
    refused_kinds: frozenset[str] = frozenset()
    refusals_in_a_row: int = 0
    last_refusal_at: datetime | None = None
    waiting: bool = False


@dataclass(frozen=True)
class Situation:
    """One customer at one moment.

    `products` holds every product of the basket and of the anchors, by SKU; `anchors` are the SKUs that the moment is
    about (just added, on the page, asked about). `asked_for` is true when the customer asked what goes with it,
    `needed_only` right after another offer: only what a device does not work without.
    `case_solved`: a case was closed, and no good sign came since. `age` is in years, where the customer told it.
    `handed_back_at`: when a person who had the conversation last gave it back; `no_offers`: their note forbids offers.
    `outbound` is what we send unasked, as e-mail; it needs `marketing_consent`. `held`: the dialogue's own lock stopped
    the offer.
    """

    conversation_id: str
    now: datetime
    moment: Moment
    anchors: tuple[str, ...]
    basket: Basket
    products: Mapping[str, Product]
    mood: Mood = Mood.NEUTRAL
    owner: str = "assistant"
    opted_out: bool = False
    asked_for: bool = False
    needed_only: bool = False
    open_cases: tuple[Case, ...] = ()
    case_solved: bool = False
    handed_back_at: datetime | None = None
    no_offers: bool = False
    customer: Customer | None = None
    history: OfferHistory = field(default_factory=OfferHistory)
    need: str = ""
    age: int | None = None
    outbound: bool = False
    marketing_consent: bool = False
    held: bool = False
    prices: PriceBook = field(default_factory=PriceBook)
    tastes: tuple[Taste, ...] = ()
    limits: Limits = field(default_factory=Limits)
