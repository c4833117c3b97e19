"""Orders: placing one, and reading one with proof."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, Engine, Row, func, insert, select, update

from database.prices import Prices
from database.session import reading, writing
from database.tables import basket_lines, customers, order_lines, orders, products, proofs
from sales.basket import Basket
from sales.conversation import Order
from sales.errors import ConflictError, InvalidError, NotFoundError, NotProvenError
from sales.solutions import missing

_FIRST_NUMBER = 1001
_DELIVERY_DAYS = 3


class Orders:
    """The orders of one database; implements `sales.ports.Orders`."""

    def __init__(self, engine: Engine, prices: Prices | None = None) -> None:
        self._engine = engine
        self._prices = prices or Prices()

    def place(
        self,
        *,
        basket: Basket,
        name: str,
        email: str,
        now: datetime,
        conversation_id: str | None,
        customer_id: str | None,
    ) -> Order:
        """Place an order at today's prices, take its goods from stock, and empty the conversation's basket.

        Raises `InvalidError` for an empty basket or a solution without its service, `NotFoundError` for what is not
        sold (any more) and `ConflictError` where something is no longer in stock.
        """
        if not basket.lines:
            raise InvalidError("The basket is empty.")
        with writing(self._engine) as connection:
            priced, sold = self._prices.priced(connection, basket)
            for line in basket.lines:
                if line.sku not in sold or not sold[line.sku].active:
                    raise NotFoundError(f"There is no product {line.sku}.")
            if torn := missing(basket, sold):
                raise InvalidError(f"{torn[0].name} is only sold with {torn[0].installation}.")
            number = write_order(
                connection,
                [(line.sku, line.quantity, line.unit_price, line.saved) for line in priced.lines],
                currency=sold[basket.lines[0].sku].currency,
                name=name,
                email=email,
                now=now,
                conversation_id=conversation_id,
                customer_id=customer_id,
            )
            if conversation_id:
                connection.execute(basket_lines.delete().where(basket_lines.c.conversation_id == conversation_id))
            return _read(connection, number)

    def proven(self, number: str, *, email: str | None, customer_id: str | None) -> Order:
        """The order, or `NotProvenError`; the same error for a wrong number and a wrong e-mail."""
        with reading(self._engine) as connection:
            try:
                order = _read(connection, number)
            except NotFoundError:
                order = None
        if order is not None:
            if customer_id and order.customer_id == customer_id:
                return order
            if email and order.email and order.email.casefold() == email.strip().casefold():
                return order
        raise NotProvenError("That number and that e-mail address do not belong together.")

    def of_customer(self, customer_id: str, limit: int = 10) -> Sequence[Order]:
        """A customer's orders, latest first."""
        chosen = select(orders.c.number).where(orders.c.customer_id == customer_id)
        with reading(self._engine) as connection:
            numbers = connection.scalars(chosen.order_by(orders.c.placed_at.desc()).limit(limit)).all()
            return [_read(connection, number) for number in numbers]

    def remember_proof(self, conversation_id: str, number: str) -> None:
        """Note that this conversation has proven its right to see that order."""
        with writing(self._engine) as connection:
            _remember_proof(connection, conversation_id, number)

    def proofs(self, conversation_id: str) -> Sequence[str]:
        """The numbers of the orders this conversation may see."""
        chosen = select(proofs.c.order_number).where(proofs.c.conversation_id == conversation_id)
        with reading(self._engine) as connection:
            return list(connection.scalars(chosen.order_by(proofs.c.order_number)))

    def by_number(self, number: str) -> Order:
        """The order, for those who may see it anyway; else use `proven`."""
        with reading(self._engine) as connection:
            return _read(connection, number)

    def cancel(self, number: str, now: datetime) -> Order:
        """Cancel an order that is not on its way yet and put its goods back; `ConflictError` when it is."""
        with writing(self._engine) as connection:
            order = _read(connection, number)
            if order.status == "cancelled":
                return order
            if order.status != "placed":
                raise ConflictError(f"Order {number} is {order.status} and can no longer be cancelled.")
            connection.execute(update(orders).where(orders.c.number == number).values(status="cancelled"))
            for sku, quantity, _ in order.lines:
                connection.execute(
                    update(products)
                    .where(products.c.sku == sku, products.c.stock.is_not(None))
                    .values(stock=products.c.stock + quantity)
                )
            return _read(connection, number)


def write_order(
    connection: Connection,
    lines: Sequence[tuple[str, int, Decimal, Decimal]],
    *,
    currency: str,
    name: str,
    email: str,
    now: datetime,
    conversation_id: str | None,
    customer_id: str | None,
) -> str:
    """Write an order of (SKU, quantity, unit price, saved) lines and take its goods from stock; its number.

    The conversation has proven its right to see it. `ConflictError` where something is no longer in stock.
    """
    for sku, quantity, *_ in lines:
        _take_from_stock(connection, sku, quantity)
    number = _next_number(connection)
    connection.execute(
        insert(orders).values(
            number=number,
            sequence=sequence_of(number),
            customer_id=customer_id or _customer_for(connection, email, name, now),
            conversation_id=conversation_id,
            name=name,
            email=email.strip(),
            placed_at=now,
            delivery_on=now + timedelta(days=_DELIVERY_DAYS),
            status="placed",
            currency=currency,
        )
    )
    rows = [
        {"order_number": number, "sku": sku, "quantity": quantity, "unit_price": price, "saved": saved}
        for sku, quantity, price, saved in lines
    ]
    connection.execute(insert(order_lines), rows)
    if conversation_id:
        _remember_proof(connection, conversation_id, number)
    return number


def _take_from_stock(connection: Connection, sku: str, quantity: int) -> None:
    stock = connection.scalar(select(products.c.stock).where(products.c.sku == sku))
    if stock is None:
        return
    taken = connection.execute(
        update(products)
        .where(products.c.sku == sku, products.c.stock >= quantity)
        .values(stock=products.c.stock - quantity)
    )
    if not taken.rowcount:
        raise ConflictError(f"Only {stock} of {sku} are left.")


def sequence_of(number: str) -> int | None:
    """The number as an integer where it is one; imported shops may number their orders otherwise (SO45080)."""
    return int(number) if number.isdecimal() and len(number) < 10 else None


def _next_number(connection: Connection) -> str:
    highest = connection.scalar(select(func.max(orders.c.sequence)))
    return str(max(int(highest or 0) + 1, _FIRST_NUMBER))


def _customer_for(connection: Connection, email: str, name: str, now: datetime) -> str:
    """The customer with that e-mail, or a new one."""
    chosen = select(customers.c.id).where(func.lower(customers.c.email) == email.strip().lower())
    known = connection.scalar(chosen.order_by(customers.c.id).limit(1))
    if known is not None:
        return str(known)
    customer_id = str(uuid4())
    connection.execute(insert(customers).values(id=customer_id, email=email.strip(), name=name, created_at=now))
    return customer_id


def _remember_proof(connection: Connection, conversation_id: str, number: str) -> None:
    row = {"conversation_id": conversation_id, "order_number": number}
    known = select(proofs.c.order_number).where(
        proofs.c.conversation_id == conversation_id, proofs.c.order_number == number
    )
    if connection.scalar(known) is None:
        connection.execute(insert(proofs).values(**row))


def _read(connection: Connection, number: str) -> Order:
    row = connection.execute(select(orders).where(orders.c.number == number)).first()
    if row is None:
        raise NotFoundError(f"There is no order {number}.")
    rows = connection.execute(
        select(order_lines).where(order_lines.c.order_number == number).order_by(order_lines.c.sku)
    )
    return _order_from(row, list(rows))


def _order_from(row: Row[Any], lines: list[Row[Any]]) -> Order:
    return Order(
        number=row.number,
        email=row.email,
        placed_at=row.placed_at,
        status=row.status,
        total=sum((line.quantity * line.unit_price - line.saved for line in lines), Decimal(0)),
        currency=row.currency,
        lines=tuple((line.sku, line.quantity, line.unit_price) for line in lines),
        customer_id=row.customer_id,
        delivery_on=row.delivery_on,
    )
