"""What `action_take_details` promises."""

from actions.complain.open_case import ActionOpenCase
from actions.order.cancel_order import ActionCancelOrder
from actions.order.take_details import ActionTakeDetails

ACT = ActionTakeDetails()


def test_details_for_nothing_are_asked_what_for(customer) -> None:
    assert customer.says(ACT, "Tom Weber", intent="give_details").responses == ["utter_details_for_what"]


def test_the_second_half_of_the_proof_goes_on_with_what_was_asked(customer) -> None:
    order = customer.ordered()
    customer.says(ActionCancelOrder(), "cancel it", intent="cancel_order", order_number=order.number)
    heard = customer.says(ACT, "tom@weber.example", intent="give_details", email="tom@weber.example")
    assert heard.responses == ["utter_cancel_sure"]


def test_a_complaint_gets_its_order(customer) -> None:
    order = customer.ordered()
    customer.says(ActionOpenCase(), "it broke", intent="report_defect")
    customer.says(ACT, order.number, intent="give_details", order_number=order.number)
    heard = customer.says(ACT, "tom@weber.example", intent="give_details", email="tom@weber.example")
    assert heard.responses == ["utter_case_linked"]
    assert [case.order_number for case in customer.store.cases.open_for(customer.id)] == [order.number]
