"""People with a history, and how they are forgotten."""

from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import Engine, insert, select, update

from database.session import reading, writing
from database.tables import cases, orders, returns, service_contacts
from sales.basket import Basket, Line
from sales.customer import CaseKind
from sales.errors import NotFoundError
from sales.habits import Habit
from sales.ports import Store
from sales.webhooks import TicketEvent
from tests.database.make import conversation, customer, stock

EMAIL = "mira@example.org"


@pytest.fixture(autouse=True)
def shelf(engine: Engine, now: datetime) -> None:
    stock(
        engine,
        now,
        {"sku": "CAMERA", "name": "Vanta Z5", "price": "700.00", "cost": Decimal(500), "stock": 9},
        {"sku": "CARD", "name": "Ramo card", "price": "15.00", "cost": Decimal(5), "stock": 9},
    )
    customer(engine, "c1", EMAIL, name="Mira")


def buy(store: Store, now: datetime, *lines: Line) -> str:
    return store.orders.place(
        basket=Basket(lines), name="Mira", email=EMAIL, now=now, conversation_id=None, customer_id="c1"
    ).number


def give_back(engine: Engine, number: str, sku: str, quantity: int, now: datetime) -> None:
    with writing(engine) as connection:
        connection.execute(insert(returns).values(order_number=number, sku=sku, quantity=quantity, returned_at=now))


def test_nobody_is_not_found(store: Store) -> None:
    with pytest.raises(NotFoundError):
        store.customers.get("c9")
    assert store.customers.by_email("nobody@example.org") is None


def test_what_went_back_is_neither_owned_nor_earned(engine: Engine, store: Store, now: datetime) -> None:
    number = buy(store, now, Line("CAMERA"), Line("CARD", 2))
    give_back(engine, number, "CAMERA", 1, now)
    give_back(engine, number, "CARD", 1, now)
    person = store.customers.get("c1")
    assert set(person.owned) == {"CARD"}
    assert (person.revenue, person.profit) == (Decimal("15.00"), Decimal("10.00"))
    assert (person.units_bought, person.units_returned) == (3, 2)


def test_a_habit_is_what_was_kept_in_several_orders(engine: Engine, store: Store, now: datetime) -> None:
    days = [now - timedelta(days=90), now - timedelta(days=60), now - timedelta(days=30), now]
    numbers = [buy(store, day, Line("CARD")) for day in days]
    buy(store, now, Line("CAMERA"))
    give_back(engine, numbers[1], "CARD", 1, now)
    store.orders.cancel(numbers[3], now)
    assert store.customers.get("c1").habits == {"CARD": Habit(2, days[0], days[2])}


def test_a_cancelled_order_leaves_nothing_behind(store: Store, now: datetime) -> None:
    store.orders.cancel(buy(store, now, Line("CAMERA")), now)
    person = store.customers.get("c1")
    assert (person.owned, person.orders, person.revenue) == ({}, 0, Decimal(0))


def test_service_costs_add_up(engine: Engine, store: Store, now: datetime) -> None:
    with writing(engine) as connection:
        for topic, minutes in (("set-up", 12), ("return", 30)):
            connection.execute(insert(service_contacts).values(customer_id="c1", at=now, topic=topic, minutes=minutes))
    assert store.customers.get("c1").service_minutes == 42


def test_an_email_address_finds_its_customer_in_any_case(store: Store) -> None:
    found = store.customers.by_email(" MIRA@example.ORG ")
    assert found is not None and found.id == "c1"


def test_erasing_a_person_keeps_the_figures_and_forgets_who(engine: Engine, store: Store, now: datetime) -> None:
    number = buy(store, now, Line("CARD", 2))
    chat = conversation(store, now, "c1")
    store.cases.open(conversation_id=chat.id, kind=CaseKind.RETURN, now=now, summary="Mira's card is broken")
    with writing(engine) as connection:
        connection.execute(insert(service_contacts).values(customer_id="c1", at=now, topic="return", minutes=5))
    store.customers.erase("c1")
    with pytest.raises(NotFoundError):
        store.customers.get("c1")
    with pytest.raises(NotFoundError):
        store.conversations.get(chat.id)
    with reading(engine) as connection:
        kept = connection.execute(select(orders)).one()
        assert (kept.number, kept.name, kept.email, kept.customer_id) == (number, "", "", None)
        assert not connection.execute(select(cases)).all()
        assert not connection.execute(select(service_contacts)).all()


def test_erasing_a_person_finds_the_orders_under_the_same_email(engine: Engine, store: Store, now: datetime) -> None:
    buy(store, now, Line("CARD"))
    with writing(engine) as connection:
        connection.execute(update(orders).values(customer_id=None, email="Mira@Example.org"))
    store.customers.erase("c1")
    with reading(engine) as connection:
        assert connection.execute(select(orders.c.name, orders.c.email)).one() == ("", "")


def test_erasing_a_person_forgets_cases_under_their_address_and_nobody_elses(
    engine: Engine, store: Store, now: datetime
) -> None:
    kept = store.cases.open(conversation_id=conversation(store, now).id, kind=CaseKind.RETURN, now=now)
    store.cases.obey(TicketEvent(opened=True, email="MIRA@example.org"), now, "an agent")
    store.customers.erase("known-to-the-shop-only")
    store.customers.erase("c1")
    with reading(engine) as connection:
        assert list(connection.scalars(select(cases.c.id))) == [kept.id]


def test_erasing_one_who_never_bought_removes_their_conversations(store: Store, now: datetime) -> None:
    chat = conversation(store, now, "known-to-the-shop-only")
    store.customers.erase("known-to-the-shop-only")
    with pytest.raises(NotFoundError):
        store.conversations.get(chat.id)


def test_erasing_one_person_leaves_orders_without_an_email_alone(engine: Engine, store: Store, now: datetime) -> None:
    buy(store, now, Line("CARD"))
    with writing(engine) as connection:
        connection.execute(update(orders).values(customer_id=None, email="", name="counter sale"))
    store.customers.erase("somebody-else")
    with reading(engine) as connection:
        assert connection.scalar(select(orders.c.name)) == "counter sale"
