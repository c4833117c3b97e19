"""What `action_cancel_order` promises."""

from actions.offer.answer_yes import ActionAnswerYes
from actions.order.cancel_order import ActionCancelOrder

ACT = ActionCancelOrder()


def test_without_proof_nothing_is_cancelled(customer) -> None:
    order = customer.ordered()
    customer.says(ACT, "cancel", intent="cancel_order", order_number=order.number)
    customer.says(ActionAnswerYes(), "yes", intent="affirm")
    assert customer.store.orders.by_number(order.number).status == "placed"


def test_even_proven_it_waits_for_the_yes(customer) -> None:
    order = customer.ordered()
    said = {"order_number": order.number, "email": "tom@weber.example"}
    assert customer.says(ACT, "cancel", intent="cancel_order", **said).responses == ["utter_cancel_sure"]
    assert customer.store.orders.by_number(order.number).status == "placed"
    assert customer.says(ActionAnswerYes(), "yes", intent="affirm").responses == ["utter_order_cancelled"]
    assert customer.store.orders.by_number(order.number).status == "cancelled"
