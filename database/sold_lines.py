"""The order lines that mining reads."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Engine, func, select

from database.session import reading
from database.tables import order_lines, orders, returns

_UNCOUNTED = "cancelled"


@dataclass(frozen=True)
class SoldLine:
    """One line of an order that was not cancelled; `returned` units came back."""

    order_number: str
    on: date
    customer: str | None
    sku: str
    quantity: int
    returned: int


def sold_lines(engine: Engine) -> Iterator[SoldLine]:
    """All lines that were sold; a customer without an account is told apart by the e-mail address."""
    who = func.coalesce(orders.c.customer_id, func.nullif(func.lower(orders.c.email), ""))
    chosen = (
        select(
            order_lines.c.order_number,
            orders.c.placed_at,
            who,
            order_lines.c.sku,
            order_lines.c.quantity,
            func.coalesce(returns.c.quantity, 0),
        )
        .join(orders, orders.c.number == order_lines.c.order_number)
        .outerjoin(
            returns,
            (returns.c.order_number == order_lines.c.order_number) & (returns.c.sku == order_lines.c.sku),
        )
        .where(orders.c.status != _UNCOUNTED)
    )
    with reading(engine) as connection:
        for number, at, customer, sku, quantity, back in connection.execution_options(yield_per=10_000).execute(chosen):
            yield SoldLine(number, at.date(), customer, sku, quantity, back)
