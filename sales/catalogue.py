"""Products and the relations between them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum


class ProductKind(str, Enum):
    """What is sold: a good, a service, or a refill that is bought again."""

    GOOD = "good"
    SERVICE = "service"
    REFILL = "refill"


class RelationKind(str, Enum):
    """How the target relates to the source; cross-sell and upgrade are never mixed."""

    COMPLEMENT = "complement"
    SERVICE = "service"
    REFILL = "refill"
    UPGRADE = "upgrade"
    ALTERNATIVE = "alternative"
    BUNDLE = "bundle"
    PARTNER = "partner"


class Origin(str, Enum):
    """Where the knowledge of a relation comes from."""

    CURATED = "curated"
    ATTRIBUTE = "attribute"
    MINED = "mined"
    TEXT = "text"
    PARTNER = "partner"


class RelationState(str, Enum):
    """Proposed waits for a person; pinned is preferred; banned is never offered."""

    PROPOSED = "proposed"
    LIVE = "live"
    PINNED = "pinned"
    BANNED = "banned"


@dataclass(frozen=True)
class Product:
    """One thing the shop sells; money in `currency`, `stock` None where it cannot run out (services).

    `price` is today's; `price_before` is what it costs otherwise, where a discount runs.
    """

    sku: str
    name: str
    brand: str
    category: str
    price: Decimal
    currency: str = "EUR"
    kind: ProductKind = ProductKind.GOOD
    cost: Decimal | None = None
    stock: int | None = None
    description: str = ""
    benefits: tuple[str, ...] = ()
    attributes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    url: str = ""
    image: str = ""
    regulated: bool = False
    partner: str | None = None
    reorder_days: int | None = None
    installation: str | None = None
    active: bool = True
    price_before: Decimal | None = None

    @property
    def in_stock(self) -> bool:
        """True when at least one can be sold now."""
        return self.active and (self.stock is None or self.stock > 0)

    @property
    def margin(self) -> Decimal | None:
        """Price less cost, or None where the cost is not known."""
        return None if self.cost is None else self.price - self.cost


@dataclass(frozen=True)
class Evidence:
    """Why a relation is believed: its origin, where that is written, and the counts when it was mined."""

    origin: Origin
    source: str = ""
    together: int | None = None
    out_of: int | None = None


@dataclass(frozen=True)
class Relation:
    """`target` goes with `source`; `reason` says in the shop's words what the target does for the buyer."""

    source: str
    kind: RelationKind
    target: str
    evidence: Evidence
    essential: bool = False
    after_days: int | None = None
    reason: str = ""
    score: float = 1.0
    state: RelationState = RelationState.LIVE
