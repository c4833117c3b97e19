"""What a customer buys again and again, and when it is time (R4): their own rhythm, else the product's."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sales.catalogue import Product

if TYPE_CHECKING:
    from sales.customer import Customer

_A_RHYTHM = 3


@dataclass(frozen=True)
class Habit:
    """One product in a customer's history: in how many orders it was kept, since when, and when last."""

    orders: int
    first: datetime
    last: datetime

    @property
    def rhythm(self) -> timedelta | None:
        """The mean time between purchases; None below three of them, for two may be a gift or a replacement."""
        return (self.last - self.first) / (self.orders - 1) if self.orders >= _A_RHYTHM else None


def due_at(customer: "Customer", product: Product) -> datetime | None:
    """When the customer will need it again: by their own rhythm, else by its reorder days; None where neither is."""
    bought_at = customer.owned.get(product.sku)
    if bought_at is None:
        return None
    habit = customer.habits.get(product.sku)
    if habit is not None and habit.rhythm:
        return bought_at + habit.rhythm
    return None if product.reorder_days is None else bought_at + timedelta(days=product.reorder_days)


def is_due(customer: "Customer | None", product: Product, now: datetime) -> bool:
    """Whether what the customer has of it is used up by now."""
    due = due_at(customer, product) if customer else None
    return due is not None and now >= due


def strength(customer: "Customer | None", product: Product) -> float:
    """How much of a habit it is, 0 to below 1: nothing after one order, a half after two, most after four."""
    habit = customer.habits.get(product.sku) if customer else None
    return 1 - 1 / habit.orders if habit else 0.0
