"""What `action_place_order` promises."""

from actions.order.place_order import ActionPlaceOrder
from tests.actions.conftest import SOLD_OUT, X2

ACT = ActionPlaceOrder()


def test_without_the_yes_nothing_is_ordered(customer) -> None:
    customer.puts(X2)
    customer.slots.update(order_confirmed=False, customer_name="Tom", customer_email="tom@w.example")
    assert customer.says(ACT, "no", intent="deny").responses == ["utter_order_not_placed"]
    assert customer.basket == {X2: 1}
    assert customer.store.orders.proofs(customer.id) == []


def test_what_sold_out_meanwhile_is_not_ordered(customer) -> None:
    customer.puts(SOLD_OUT)
    customer.slots.update(order_confirmed=True, customer_name="Tom", customer_email="tom@w.example")
    assert customer.says(ACT, "yes", intent="affirm").responses == ["utter_order_sold_out"]
    assert customer.basket == {SOLD_OUT: 1}


def test_the_order_gets_a_number_and_the_basket_is_empty(customer) -> None:
    customer.puts(X2)
    customer.slots.update(order_confirmed=True, customer_name="Tom", customer_email="tom@w.example")
    heard = customer.says(ACT, "yes", intent="affirm")
    assert heard.responses == ["utter_order_done"]
    assert customer.store.orders.proven(heard.values["number"], email="tom@w.example", customer_id=None).total == 629
    assert customer.basket == {}
