"""What `action_take_details` promises."""

from actions.browse.find_products import ActionFindProducts
from actions.complain.open_case import ActionOpenCase
from actions.order.begin_checkout import ActionBeginCheckout
from actions.order.cancel_order import ActionCancelOrder
from actions.order.take_details import ActionTakeDetails

ACT = ActionTakeDetails()


def test_details_for_nothing_are_asked_what_for(customer) -> None:
    assert customer.says(ACT, "Tom Weber", intent="give_details").responses == ["utter_details_for_what"]


def test_after_an_empty_checkout_a_name_and_an_address_ask_for_no_order_number(customer) -> None:
    customer.says(ActionBeginCheckout(), "checkout", intent="checkout")
    heard = customer.says(ACT, "Tom Weber, tom@weber.example", intent="give_details", email="tom@weber.example")
    assert heard.responses == ["utter_details_for_what"]


def test_a_number_without_a_purpose_is_an_orders(customer) -> None:
    assert customer.says(ACT, "1001", intent="give_details", order_number="1001").responses == ["utter_ask_order_email"]


def test_an_address_said_for_nothing_is_not_asked_for_again(customer) -> None:
    order = customer.ordered()
    customer.says(ACT, "tom@weber.example", intent="give_details", email="tom@weber.example")
    heard = customer.says(ACT, order.number, intent="give_details", order_number=order.number)
    assert heard.responses == ["utter_order_placed"]


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


def test_who_no_longer_has_the_details_is_offered_a_person(customer) -> None:
    customer.slots["order_task"] = "status"
    heard = customer.says(ACT, "I don't know my e-mail anymore", intent="give_details")
    assert heard.responses == ["utter_without_details"]
    assert heard.slots["open_question"] == "colleague"


def test_what_proves_nothing_is_asked_for_again(customer) -> None:
    customer.says(ActionCancelOrder(), "cancel my order", intent="cancel_order")
    assert customer.says(ACT, "two weeks ago!!", intent="give_details").responses == ["utter_ask_order_and_email"]


def test_who_does_not_care_for_the_number_is_told_of_a_person(customer) -> None:
    customer.slots["order_task"] = "case"
    heard = customer.says(ACT, "dont care about the number, what now?", intent="give_details")
    assert heard.responses == ["utter_without_details"]


def test_a_detail_of_what_is_looked_for_is_no_proof(customer) -> None:
    customer.slots["order_task"] = "status"
    customer.says(ActionFindProducts(), "got any usb c cables", intent="search_product", product="usb c cables")
    heard = customer.says(ACT, "2 m", intent="give_details", attribute="2 m")
    assert heard.products
