"""Short ways to put things into a test's database."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Engine, insert

from database.intake import save_products
from database.session import writing
from database.tables import customers
from sales.catalogue import Evidence, Origin, Relation, RelationKind
from sales.compatibility import Fit
from sales.conversation import Conversation
from sales.offer import Candidate, Decision, Offer, OfferKind
from sales.ports import Store

FACTS: dict[str, Any] = {
    "brand": "",
    "category": "",
    "stock": 5,
    "description": "",
    "benefits": [],
    "attributes": {},
    "active": True,
}


def stock(engine: Engine, now: datetime, *rows: dict[str, Any]) -> None:
    """Put products on the shelf; each needs a SKU, a name and a price as text."""
    full = [{**FACTS, **row, "price": Decimal(row["price"])} for row in rows]
    with writing(engine) as connection:
        save_products(connection, full, now)


def customer(engine: Engine, customer_id: str, email: str, **facts: Any) -> str:
    """A known customer."""
    with writing(engine) as connection:
        connection.execute(insert(customers).values(id=customer_id, email=email, **facts))
    return customer_id


def conversation(store: Store, now: datetime, customer_id: str | None = None) -> Conversation:
    """A new conversation."""
    return store.conversations.create(now=now, token_hash="0" * 64, customer_id=customer_id, locale="en")


def decision(store: Store, sku: str = "CARD") -> Decision:
    """A decision that offers one product from the catalogue."""
    thing = store.catalogue.get(sku)
    relation = Relation("CAMERA", RelationKind.COMPLEMENT, sku, Evidence(Origin.CURATED, "buyers' guide"))
    item = Candidate(thing, relation, Fit.FITS, 1.0)
    offer = Offer(OfferKind.COMPLEMENT, (item,), thing.price, thing.price, thing.price + 700, "EUR")
    return Decision(offer, None)
