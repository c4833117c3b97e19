"""What `action_show_order` promises."""

from actions.order.show_order import ActionShowOrder
from tests.actions.conftest import Customer

ACT = ActionShowOrder()


def test_a_number_alone_shows_nothing(customer) -> None:
    order = customer.ordered()
    heard = customer.says(ACT, "where is it", intent="ask_order_status", order_number=order.number)
    assert heard.responses == ["utter_ask_order_email"]
    assert "total" not in heard.values


def test_a_wrong_email_shows_nothing(customer) -> None:
    order = customer.ordered()
    heard = customer.says(ACT, "?", intent="ask_order_status", order_number=order.number, email="eve@w.example")
    assert heard.responses == ["utter_order_not_proven"]
    assert customer.store.orders.proofs(customer.id) == []


def test_a_wrong_number_is_answered_like_a_wrong_email(customer) -> None:
    customer.ordered()
    heard = customer.says(ACT, "?", intent="ask_order_status", order_number="99999", email="tom@weber.example")
    assert heard.responses == ["utter_order_not_proven"]


def test_number_and_email_show_the_order_and_are_remembered(customer) -> None:
    order = customer.ordered()
    said = {"order_number": order.number, "email": "Tom@Weber.example"}
    assert customer.says(ACT, "?", intent="ask_order_status", **said).responses == ["utter_order_placed"]
    again = customer.says(ACT, "and now?", intent="ask_order_status")
    assert again.values["number"] == order.number


def test_a_signed_identity_is_proof_for_its_own_orders_only(store, now, customer) -> None:
    theirs, other = customer.ordered(), customer.ordered(email="eve@w.example")
    known = Customer(store, now, customer_id=theirs.customer_id)
    assert known.says(ACT, "?", intent="ask_order_status").values["number"] == theirs.number
    heard = known.says(ACT, "?", intent="ask_order_status", order_number=other.number)
    assert heard.responses == ["utter_ask_order_email"]
