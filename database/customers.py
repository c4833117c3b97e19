"""People with a history: what they own, return, cost and bring."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from sqlalchemy import Connection, Engine, and_, delete, func, or_, select, update

from database.conversation_rows import forget
from database.outbox import silence
from database.session import reading, writing
from database.tables import (
    cases,
    conversations,
    customers,
    order_lines,
    orders,
    products,
    returns,
    service_contacts,
)
from sales.customer import Customer
from sales.errors import NotFoundError
from sales.habits import Habit

_CANCELLED = "cancelled"


class Customers:
    """The customers of one database; implements `sales.ports.Customers`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def get(self, customer_id: str) -> Customer:
        """The customer with what offers need to know, or `NotFoundError`."""
        with reading(self._engine) as connection:
            row = connection.execute(select(customers).where(customers.c.id == customer_id)).first()
            if row is None:
                raise NotFoundError("There is no such customer.")
            bought, revenue, profit, units = _bought(connection, customer_id)
            return Customer(
                id=row.id,
                email=row.email,
                name=row.name,
                owned={sku: max(at) for sku, at in bought.items()},
                habits={sku: Habit(len(at), min(at), max(at)) for sku, at in bought.items() if len(at) > 1},
                orders=_count_orders(connection, customer_id),
                units_bought=units,
                units_returned=_units_returned(connection, customer_id),
                revenue=revenue,
                profit=profit,
                service_minutes=_service_minutes(connection, customer_id),
                opted_out=row.opted_out,
            )

    def by_email(self, email: str) -> Customer | None:
        """The customer with that e-mail address, whatever its case, or None."""
        chosen = select(customers.c.id).where(func.lower(customers.c.email) == email.strip().lower())
        with reading(self._engine) as connection:
            found = connection.scalar(chosen.order_by(customers.c.id).limit(1))
        return None if found is None else self.get(str(found))

    def erase(self, customer_id: str) -> None:
        """Remove the person: conversations, cases, contacts and name; orders stay as figures without a person.

        Orders under the same e-mail address that belong to no other customer count as theirs.
        """
        with writing(self._engine) as connection:
            # The shop may know a customer by a signed identity alone, without a row here.
            email = connection.scalar(select(customers.c.email).where(customers.c.id == customer_id)) or ""
            chosen = select(conversations.c.id).where(conversations.c.customer_id == customer_id)
            for conversation_id in connection.scalars(chosen).all():
                forget(connection, conversation_id)
            same = and_(cases.c.email == email.lower(), cases.c.email != "")
            connection.execute(delete(cases).where(or_(cases.c.customer_id == customer_id, same)))
            silence(connection, customer_id)
            connection.execute(delete(service_contacts).where(service_contacts.c.customer_id == customer_id))
            unclaimed = and_(orders.c.customer_id.is_(None), func.lower(orders.c.email) == (email.lower() or None))
            theirs = or_(orders.c.customer_id == customer_id, unclaimed)
            connection.execute(update(orders).where(theirs).values(customer_id=None, name="", email=""))
            connection.execute(delete(customers).where(customers.c.id == customer_id))


def _bought(connection: Connection, customer_id: str) -> tuple[Mapping[str, list[datetime]], Decimal, Decimal, int]:
    """Net of returns: when each SKU was bought, order by order, revenue, profit; and all units ever bought."""
    back = returns.c.quantity
    rows = connection.execute(
        select(
            order_lines.c.sku,
            order_lines.c.quantity,
            order_lines.c.unit_price,
            order_lines.c.saved,
            orders.c.placed_at,
            products.c.cost,
            func.coalesce(back, 0).label("back"),
        )
        .join(orders, orders.c.number == order_lines.c.order_number)
        .outerjoin(products, products.c.sku == order_lines.c.sku)
        .outerjoin(
            returns,
            (returns.c.order_number == order_lines.c.order_number) & (returns.c.sku == order_lines.c.sku),
        )
        .where(orders.c.customer_id == customer_id, orders.c.status != _CANCELLED)
    )
    bought: dict[str, list[datetime]] = {}
    revenue, profit, units = Decimal(0), Decimal(0), 0
    for row in rows:
        units += row.quantity
        kept = max(0, row.quantity - row.back)
        if not kept:
            continue
        bought.setdefault(row.sku, []).append(row.placed_at)
        brought = row.unit_price * kept - row.saved * kept / row.quantity
        revenue += brought
        profit += brought - (row.cost or Decimal(0)) * kept
    return bought, revenue, profit, units


def _count_orders(connection: Connection, customer_id: str) -> int:
    counted = select(func.count()).where(orders.c.customer_id == customer_id, orders.c.status != _CANCELLED)
    return int(connection.scalar(counted) or 0)


def _units_returned(connection: Connection, customer_id: str) -> int:
    summed = (
        select(func.coalesce(func.sum(returns.c.quantity), 0))
        .join(orders, orders.c.number == returns.c.order_number)
        .where(orders.c.customer_id == customer_id)
    )
    return int(connection.scalar(summed) or 0)


def _service_minutes(connection: Connection, customer_id: str) -> int:
    summed = select(func.coalesce(func.sum(service_contacts.c.minutes), 0))
    return int(connection.scalar(summed.where(service_contacts.c.customer_id == customer_id)) or 0)
