"""The checkout's order: read, checked, placed."""

import re
from datetime import datetime

from pydantic import BaseModel, Field, field_validator

from chat.identity import opens
from sales.basket import MOST_PER_LINE, Basket
from sales.conversation import Order
from sales.errors import NotFoundError
from sales.ports import Store

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]{2,}")


class OrderedLine(BaseModel):
    """So many pieces of one product."""

    sku: str = Field(min_length=1, max_length=100)
    quantity: int = Field(ge=1, le=MOST_PER_LINE)


class NewBasket(BaseModel):
    """The lines of a browser's basket."""

    lines: list[OrderedLine] = Field(max_length=200)


class Talk(BaseModel):
    """The conversation the customer has open, with the token that shows it is theirs."""

    id: str = Field(max_length=100)
    token: str = Field(max_length=300)


class NewOrder(BaseModel):
    """What the checkout sends: who, and what; prices are the catalogue's."""

    name: str = Field(min_length=1, max_length=200)
    email: str = Field(max_length=254)
    lines: list[OrderedLine] = Field(min_length=1, max_length=200)
    conversation: Talk | None = None

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


def basket_of(lines: list[OrderedLine]) -> Basket:
    """The lines as a basket; `InvalidError` for more pieces of one product than a basket takes."""
    basket = Basket()
    for line in lines:
        basket = basket.add(line.sku, line.quantity)
    return basket


def place(store: Store, wanted: NewOrder, now: datetime) -> Order:
    """Place the order, linked to the customer's conversation where its token opens it; raises as `Orders.place`."""
    return store.orders.place(
        basket=basket_of(wanted.lines),
        name=wanted.name,
        email=wanted.email,
        now=now,
        conversation_id=_own(store, wanted.conversation),
        customer_id=None,
    )


def _own(store: Store, talk: Talk | None) -> str | None:
    if talk is None:
        return None
    owner, _, secret = talk.token.partition(".")
    try:
        kept = store.conversations.token_hash(talk.id)
    except NotFoundError:
        return None
    return talk.id if owner == talk.id and opens(secret, kept) else None
