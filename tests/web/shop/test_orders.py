"""An order is placed whole at the catalogue's prices, or not at all."""

from datetime import datetime
from typing import Any

import pytest
from fastapi.testclient import TestClient

from chat.identity import new_secret
from sales.basket import Basket
from sales.ports import Store

WANTED: dict[str, Any] = {
    "name": "Tom Beech",
    "email": "tom@beech.example",
    "lines": [{"sku": "VZ5", "quantity": 1}, {"sku": "VB5", "quantity": 2}],
}


@pytest.mark.parametrize(
    "wrong",
    [
        {"lines": []},
        {"lines": [{"sku": "VZ5", "quantity": 0}]},
        {"lines": [{"sku": "VZ5", "quantity": 1000}]},
        {"lines": [{"sku": "NOPE", "quantity": 1}]},
        {"lines": [{"sku": "VZ5", "quantity": 600}, {"sku": "VZ5", "quantity": 600}]},
        {"email": "tom"},
        {"email": "tom@beech.example\nbcc: all@beech.example"},
        {"name": "  "},
    ],
)
def test_an_impossible_order_is_refused(shop: TestClient, small_shop: Store, wrong: dict[str, Any]) -> None:
    answer = shop.post("/shop/orders", json={**WANTED, **wrong})
    assert answer.status_code == 422
    assert small_shop.catalogue.get("VZ5").stock == 2


def test_more_than_the_shop_has_is_refused_and_nothing_is_taken(shop: TestClient, small_shop: Store) -> None:
    lines = [{"sku": "VB5", "quantity": 1}, {"sku": "VZ5", "quantity": 3}]
    answer = shop.post("/shop/orders", json={**WANTED, "lines": lines})
    assert answer.status_code == 409
    assert "Only 2" in answer.json()["detail"]
    assert small_shop.catalogue.get("VB5").stock == 9


def test_a_price_sent_along_changes_nothing(shop: TestClient) -> None:
    lines = [{"sku": "VZ5", "quantity": 1, "price": "1.00", "unit_price": "1.00"}]
    answer = shop.post("/shop/orders", json={**WANTED, "lines": lines})
    assert answer.json()["total"] == "749.00"


def test_an_order_gets_a_number_that_opens_it_with_the_email(shop: TestClient, small_shop: Store) -> None:
    answer = shop.post("/shop/orders", json=WANTED)
    assert answer.status_code == 201
    assert answer.json()["total"] == "827.00"
    order = small_shop.orders.proven(answer.json()["number"], email="TOM@beech.example", customer_id=None)
    assert {(sku, quantity) for sku, quantity, _ in order.lines} == {("VZ5", 1), ("VB5", 2)}
    assert small_shop.catalogue.get("VZ5").stock == 1


def begun(store: Store, now: datetime) -> dict[str, str]:
    """A conversation with its token, as the widget knows it."""
    secret, kept = new_secret()
    talk = store.conversations.create(now=now, token_hash=kept, customer_id=None, locale="en")
    store.conversations.set_basket(talk.id, Basket().add("VZ5"))
    return {"id": talk.id, "token": f"{talk.id}.{secret}"}


def test_a_conversation_whose_token_is_wrong_is_left_alone(shop: TestClient, small_shop: Store, now: datetime) -> None:
    talk, other = begun(small_shop, now), begun(small_shop, now)
    for token in ("", talk["id"], f"{talk['id']}.guess", other["token"]):
        answer = shop.post("/shop/orders", json={**WANTED, "conversation": {"id": talk["id"], "token": token}})
        assert answer.status_code in (201, 409)
    unknown = {"id": "nobody", "token": "nobody.secret"}
    assert shop.post("/shop/orders", json={**WANTED, "conversation": unknown}).status_code in (201, 409)
    assert small_shop.conversations.get(talk["id"]).basket.quantity("VZ5") == 1
    assert small_shop.orders.proofs(talk["id"]) == []


def test_an_order_made_beside_a_conversation_empties_its_basket_and_may_be_asked_about_there(
    shop: TestClient, small_shop: Store, now: datetime
) -> None:
    talk = begun(small_shop, now)
    number = shop.post("/shop/orders", json={**WANTED, "conversation": talk}).json()["number"]
    assert small_shop.conversations.get(talk["id"]).basket == Basket()
    assert small_shop.orders.proofs(talk["id"]) == [number]
