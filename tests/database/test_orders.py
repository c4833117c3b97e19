"""Orders: stock, proof, cancelling."""

from datetime import datetime
from decimal import Decimal

import pytest
from sqlalchemy import Engine, update

from database.session import writing
from database.tables import orders, products
from sales.basket import Basket, Line
from sales.conversation import Order
from sales.errors import ConflictError, InvalidError, NotFoundError, NotProvenError
from sales.ports import Store
from tests.database.make import conversation, customer, stock

EMAIL = "mira@example.org"


@pytest.fixture(autouse=True)
def shelf(engine: Engine, now: datetime) -> None:
    stock(
        engine,
        now,
        {"sku": "CAMERA", "name": "Vanta Z5", "price": "749.00", "stock": 2},
        {"sku": "CARD", "name": "Ramo card", "price": "14.90", "stock": 5},
        {"sku": "COURSE", "name": "Photo evening", "price": "49.00", "stock": None},
    )


def buy(store: Store, now: datetime, *lines: Line, **facts: str | None) -> Order:
    known = {"name": "Mira", "email": EMAIL, "conversation_id": None, "customer_id": None}
    return store.orders.place(basket=Basket(lines), now=now, **{**known, **facts})  # type: ignore[arg-type]


def left(store: Store, sku: str) -> int | None:
    return store.catalogue.get(sku).stock


def test_an_empty_basket_is_no_order(store: Store, now: datetime) -> None:
    with pytest.raises(InvalidError):
        buy(store, now)


def test_too_few_in_stock_is_a_conflict_and_takes_nothing_of_the_other_lines(store: Store, now: datetime) -> None:
    with pytest.raises(ConflictError):
        buy(store, now, Line("CARD", 2), Line("CAMERA", 3))
    assert (left(store, "CARD"), left(store, "CAMERA")) == (5, 2)


def test_a_product_that_does_not_exist_cannot_be_ordered(store: Store, now: datetime) -> None:
    with pytest.raises(NotFoundError):
        buy(store, now, Line("GHOST"))


def test_a_product_that_is_no_longer_sold_cannot_be_ordered(engine: Engine, store: Store, now: datetime) -> None:
    with writing(engine) as connection:
        connection.execute(update(products).where(products.c.sku == "CARD").values(active=False))
    with pytest.raises(NotFoundError):
        buy(store, now, Line("CARD"))


def test_a_wrong_number_and_a_wrong_email_are_refused_with_the_same_words(store: Store, now: datetime) -> None:
    number = buy(store, now, Line("CARD")).number
    with pytest.raises(NotProvenError) as wrong_email:
        store.orders.proven(number, email="tom@example.org", customer_id=None)
    with pytest.raises(NotProvenError) as wrong_number:
        store.orders.proven("999999", email=EMAIL, customer_id=None)
    assert str(wrong_email.value) == str(wrong_number.value)


@pytest.mark.parametrize("email", [None, "", " "])
def test_a_number_alone_proves_nothing(store: Store, now: datetime, email: str | None) -> None:
    number = buy(store, now, Line("CARD")).number
    with pytest.raises(NotProvenError):
        store.orders.proven(number, email=email, customer_id=None)


def test_an_order_without_an_email_is_not_opened_by_an_empty_one(engine: Engine, store: Store, now: datetime) -> None:
    number = buy(store, now, Line("CARD")).number
    with writing(engine) as connection:
        connection.execute(update(orders).values(email=""))
    with pytest.raises(NotProvenError):
        store.orders.proven(number, email="", customer_id=None)


def test_another_customers_identity_opens_nothing(engine: Engine, store: Store, now: datetime) -> None:
    customer(engine, "c1", EMAIL)
    number = buy(store, now, Line("CARD"), customer_id="c1").number
    with pytest.raises(NotProvenError):
        store.orders.proven(number, email=None, customer_id="c2")
    assert store.orders.proven(number, email=None, customer_id="c1").number == number


@pytest.mark.parametrize("status", ["shipped", "delivered", "late"])
def test_what_is_on_its_way_cannot_be_cancelled(engine: Engine, store: Store, now: datetime, status: str) -> None:
    number = buy(store, now, Line("CARD")).number
    with writing(engine) as connection:
        connection.execute(update(orders).values(status=status))
    with pytest.raises(ConflictError):
        store.orders.cancel(number, now)
    assert left(store, "CARD") == 4


def test_an_order_takes_its_goods_from_stock_at_todays_prices(store: Store, now: datetime) -> None:
    order = buy(store, now, Line("CAMERA"), Line("CARD", 2), Line("COURSE"))
    assert (left(store, "CAMERA"), left(store, "CARD"), left(store, "COURSE")) == (1, 3, None)
    assert order.total == Decimal("827.80")
    assert order.status == "placed"


def test_numbers_start_at_1001_and_rise(store: Store, now: datetime) -> None:
    assert [buy(store, now, Line("CARD")).number for _ in range(3)] == ["1001", "1002", "1003"]


def test_number_and_email_in_any_case_prove_an_order(store: Store, now: datetime) -> None:
    number = buy(store, now, Line("CARD")).number
    assert store.orders.proven(number, email=" MIRA@Example.org ", customer_id=None).number == number


def test_cancelling_puts_the_goods_back_once(store: Store, now: datetime) -> None:
    number = buy(store, now, Line("CAMERA", 2), Line("COURSE")).number
    assert left(store, "CAMERA") == 0
    assert store.orders.cancel(number, now).status == "cancelled"
    store.orders.cancel(number, now)
    assert (left(store, "CAMERA"), left(store, "COURSE")) == (2, None)


def test_ordering_in_a_chat_empties_its_basket_and_counts_as_proof_there(store: Store, now: datetime) -> None:
    chat = conversation(store, now)
    store.conversations.set_basket(chat.id, Basket((Line("CARD", 2),)))
    number = buy(store, now, Line("CARD", 2), conversation_id=chat.id).number
    assert store.conversations.get(chat.id).basket == Basket()
    assert list(store.orders.proofs(chat.id)) == [number]


def test_a_proof_is_remembered_for_one_conversation_only(store: Store, now: datetime) -> None:
    number = buy(store, now, Line("CARD")).number
    here, elsewhere = conversation(store, now), conversation(store, now)
    store.orders.remember_proof(here.id, number)
    store.orders.remember_proof(here.id, number)
    assert list(store.orders.proofs(here.id)) == [number]
    assert list(store.orders.proofs(elsewhere.id)) == []


def test_a_buyer_known_by_email_keeps_one_history(engine: Engine, store: Store, now: datetime) -> None:
    customer(engine, "c1", "Mira@Example.org")
    order = buy(store, now, Line("CARD"))
    assert order.customer_id == "c1"
    assert [known.number for known in store.orders.of_customer("c1")] == [order.number]
