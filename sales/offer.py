"""An offer, the reasons for and against it, and the decision that keeps them all."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum

from sales.catalogue import Product, Relation
from sales.compatibility import Fit


class Reason(str, Enum):
    """Why an offer or a candidate was dropped: the closed list that log, dashboard, agents and tests share."""

    UNHAPPY = "unhappy"
    OPEN_CASE = "open case"
    NO_GOOD_SIGN = "case settled, no good sign yet"
    HUMAN_IN_CHARGE = "a person is in charge"
    OPTED_OUT = "asked for no suggestions"
    HANDED_BACK = "a person gave it back a moment ago"
    RECENT_REFUSAL = "refused a moment ago"
    OFFERED_LATELY = "another offer was made a moment ago"
    CAP_CONVERSATION = "enough offers in this conversation"
    CAP_DAY = "enough offers today"
    CAP_WEEK = "enough offers this week"
    HELD_BY_DIALOGUE = "held back by the dialogue"
    MINOR = "under age"
    QUIET_HOURS = "quiet hours"
    NO_MARKETING_CONSENT = "no consent to advertising"
    TOO_LITTLE_DATA = "too little data"
    REFUSED_KIND = "refused its like"
    OFFER_WAITING = "an offer waits for its answer"
    CHRONIC_RETURNER = "returns nearly everything"
    COSTLY_ACCOUNT = "costs more to serve than it brings"
    IN_BASKET = "in the basket"
    OWNED = "owned"
    OUT_OF_STOCK = "out of stock"
    REFUSED_BEFORE = "refused before"
    OFFERED_BEFORE = "offered before"
    DOES_NOT_FIT = "does not fit"
    FIT_UNKNOWN = "fit unknown"
    BANNED = "banned"
    NOT_ACCEPTED_YET = "waits for a person's review"
    BELOW_RELEVANCE = "not relevant enough"
    BELOW_MARGIN_FLOOR = "below the margin floor"
    WRONG_MOMENT = "wrong moment"
    NEEDS_EXPERT = "needs a qualified person"
    FORBIDDEN_COMBINATION = "forbidden combination"
    OVER_LIMIT = "others serve better"
    NOTHING_QUALIFIES = "nothing qualifies"


class OfferKind(str, Enum):
    """What kind of addition it is; an upgrade is never mixed with the others."""

    COMPLEMENT = "complement"
    BUNDLE = "bundle"
    SERVICE = "service"
    UPGRADE = "upgrade"
    REFILL = "refill"
    PARTNER = "partner"


@dataclass(frozen=True)
class Candidate:
    """A product that a relation proposes for an anchor; `fits` is the answer for that anchor.

    `relevance` is 0-1; `parts` holds the score's named parts, which add up to it before clipping. `service` is what the
    product is only sold with; `apart` are the SKUs of other candidates that do not work in one machine
    with it; `solves` says that it answers the problem the moment is about.
    """

    product: Product
    relation: Relation
    fits: Fit
    relevance: float
    parts: Mapping[str, float] = field(default_factory=dict)
    service: Product | None = None
    apart: frozenset[str] = frozenset()
    solves: bool = False


@dataclass(frozen=True)
class Verdict:
    """What became of one candidate: `reason` is None for the chosen ones."""

    sku: str
    anchor: str
    reason: Reason | None
    relevance: float


@dataclass(frozen=True)
class Offer:
    """One or two items: what they add to the basket, cost without any discount, and the total after a yes."""

    kind: OfferKind
    items: tuple[Candidate, ...]
    price: Decimal
    price_before: Decimal
    total_after: Decimal
    currency: str


@dataclass(frozen=True)
class Decision:
    """An offer, or silence with its reason; the verdicts tell what became of every candidate that was looked at."""

    offer: Offer | None
    reason: Reason | None
    verdicts: tuple[Verdict, ...] = ()
    candidates: tuple[Candidate, ...] = ()
