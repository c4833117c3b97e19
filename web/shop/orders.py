"""The checkout's order: read, checked, placed."""

import re
from datetime import UTC, datetime

from pydantic import BaseModel, Field, field_validator

from sales.basket import MOST_PER_LINE, Basket
from sales.conversation import Order
from sales.ports import Orders

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]{2,}")


class OrderedLine(BaseModel):
    """So many pieces of one product."""

    sku: str = Field(min_length=1, max_length=100)
    quantity: int = Field(ge=1, le=MOST_PER_LINE)


class NewOrder(BaseModel):
    """What the checkout sends: who, and what; prices are the catalogue's."""

    name: str = Field(min_length=1, max_length=200)
    email: str = Field(max_length=254)
    lines: list[OrderedLine] = Field(min_length=1, max_length=200)

    @field_validator("email")
    @classmethod
    def _looks_like_one(cls, value: str) -> str:
        if not _EMAIL.fullmatch(value.strip()):
            raise ValueError("this is not an e-mail address")
        return value.strip()

    @field_validator("name")
    @classmethod
    def _not_blank(cls, value: str) -> str:
        if not value.strip():
            raise ValueError("a name is needed")
        return value.strip()


def place(orders: Orders, wanted: NewOrder) -> Order:
    """Place the order now; raises as `Orders.place` does."""
    basket = Basket()
    for line in wanted.lines:
        basket = basket.add(line.sku, line.quantity)
    return orders.place(
        basket=basket,
        name=wanted.name,
        email=wanted.email,
        now=datetime.now(UTC),
        conversation_id=None,
        customer_id=None,
    )
