"""What `action_show_order` promises."""

from actions.order.show_order import ActionShowOrder
from tests.actions.conftest import X2, Customer

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


def test_when_it_arrives_with_nothing_ordered_is_the_delivery(customer) -> None:
    customer.puts(X2)
    assert customer.says(ActionShowOrder(), "when will it arrive", intent="ask_order_status").responses == [
        "utter_delivery"
    ]


def test_an_order_that_is_spoken_of_has_to_be_proven_whatever_is_in_the_basket(customer) -> None:
    customer.puts(X2)
    heard = customer.says(ActionShowOrder(), "where is my order", intent="ask_order_status")
    assert heard.responses != ["utter_delivery"]
