"""What `action_cancel_order` promises."""

from actions.complain.open_case import ActionOpenCase
from actions.offer.answer_yes import ActionAnswerYes
from actions.order.cancel_order import ActionCancelOrder

ACT = ActionCancelOrder()


def test_a_bare_cancel_with_nothing_open_asks_for_no_number(customer) -> None:
    assert customer.says(ACT, "cancel", intent="cancel_order").responses == ["utter_cancel_what"]


def test_a_bare_cancel_drops_what_waited_for_a_number(customer) -> None:
    customer.says(ActionOpenCase(), "it broke", intent="report_defect")
    customer.says(ACT, "cancel", intent="cancel_order")
    assert customer.slots["order_task"] is None


def test_an_order_that_is_named_is_asked_for(customer) -> None:
    assert customer.says(ACT, "cancel my order", intent="cancel_order").responses == ["utter_ask_order_and_email"]


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
