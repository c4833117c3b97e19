"""What `action_send_invoice` promises."""

from actions.order.send_invoice import ActionSendInvoice

ACT = ActionSendInvoice()


def test_without_proof_it_asks_for_it(customer) -> None:
    assert customer.says(ACT, "please", intent="ask_invoice").responses == ["utter_ask_order_and_email"]


def test_with_proof_a_colleague_is_on_offer(customer) -> None:
    order = customer.ordered()
    said = {"order_number": order.number, "email": "tom@weber.example"}
    heard = customer.says(ACT, "please", intent="ask_invoice", **said)
    assert heard.responses == ["utter_invoice"]
    assert heard.slots["open_question"] == "colleague"


def test_who_has_lost_the_receipt_is_shown_the_other_way(customer) -> None:
    customer.slots = {"order_task": "case"}
    heard = customer.says(ACT, "no i dont have the receipt", intent="ask_invoice")
    assert heard.responses == ["utter_without_details"]
    assert heard.slots["open_question"] == "colleague"
