"""Short ways to make the values that judgement works with."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from sales.basket import Basket, Line
from sales.catalogue import Evidence, Origin, Product, Relation, RelationKind
from sales.compatibility import Fit
from sales.offer import Candidate
from sales.situation import Moment, Situation

NOW = datetime(2026, 11, 21, 10, 0, tzinfo=UTC)


def product(sku: str = "CARD", price: str = "20", **facts: Any) -> Product:
    """A product in stock, at a healthy margin."""
    known = {"name": sku.title(), "brand": "Vanta", "category": sku.lower(), "cost": Decimal(price) / 2, "stock": 9}
    return Product(sku=sku, price=Decimal(price), **{**known, **facts})


def relation(target: str = "CARD", source: str = "CAMERA", **facts: Any) -> Relation:
    """A curated complement."""
    known = {"kind": RelationKind.COMPLEMENT, "evidence": Evidence(Origin.CURATED, "buyers' guide")}
    return Relation(source=source, target=target, **{**known, **facts})


def candidate(thing: Product | None = None, *, fits: Fit = Fit.FITS, relevance: float = 1.0, **facts: Any) -> Candidate:
    """A candidate for the camera that every situation here is about."""
    thing = thing or product()
    return Candidate(thing, relation(thing.sku, **facts), fits, relevance, {"relation": relevance})


def situation(**facts: Any) -> Situation:
    """A happy buyer who has just put a camera into the basket."""
    camera = product("CAMERA", "700")
    basket = facts.pop("basket", Basket((Line("CAMERA"),)))
    known = {
        "conversation_id": "c1",
        "now": NOW,
        "moment": Moment.CART,
        "anchors": ("CAMERA",),
        "products": {"CAMERA": camera},
    }
    return Situation(basket=basket, **{**known, **facts})
