"""Money and moments keep their value on any database."""

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from sqlalchemy import Engine, insert, select
from sqlalchemy.exc import StatementError

from database.session import reading, writing
from database.tables import mood_events, products
from sales.ports import Store
from tests.database.make import conversation, stock


def test_a_moment_without_a_time_zone_is_refused(store: Store) -> None:
    with pytest.raises(StatementError, match="has no time zone"):
        conversation(store, datetime(2026, 11, 21, 10, 0))  # noqa: DTZ001 - that is the mistake


@pytest.mark.parametrize("price", ["0.01", "0.10", "19.99", "1234567.89"])
def test_a_price_comes_back_to_the_cent(engine: Engine, store: Store, now: datetime, price: str) -> None:
    stock(engine, now, {"sku": "A", "name": "Thing", "price": price})
    assert store.catalogue.get("A").price == Decimal(price)
    assert str(store.catalogue.get("A").price) == price


def test_a_tenth_of_a_cent_is_rounded_half_up(engine: Engine) -> None:
    with writing(engine) as connection:
        connection.execute(
            insert(products).values(sku="A", name="Thing", price=Decimal("1.005"), cost=Decimal("1.004"))
        )
    with reading(engine) as connection:
        row = connection.execute(select(products.c.price, products.c.cost)).one()
    assert (row.price, row.cost) == (Decimal("1.01"), Decimal("1.00"))


def test_a_moment_from_another_zone_is_kept_as_the_same_moment(engine: Engine, store: Store, now: datetime) -> None:
    chat = conversation(store, now)
    elsewhere = datetime(2026, 11, 21, 23, 30, tzinfo=timezone(timedelta(hours=9)))
    with writing(engine) as connection:
        connection.execute(insert(mood_events).values(conversation_id=chat.id, mood="neutral", at=elsewhere))
    with reading(engine) as connection:
        kept = connection.scalar(select(mood_events.c.at))
    assert kept == elsewhere
    assert kept is not None and kept.tzinfo == UTC
