"""What `action_change_order` promises."""

from actions.order.change_order import ActionChangeOrder

ACT = ActionChangeOrder()


def test_without_proof_it_asks_for_it(customer) -> None:
    assert customer.says(ACT, "please", intent="change_order").responses == ["utter_ask_order_and_email"]


def test_with_proof_a_colleague_is_on_offer(customer) -> None:
    order = customer.ordered()
    said = {"order_number": order.number, "email": "tom@weber.example"}
    heard = customer.says(ACT, "please", intent="change_order", **said)
    assert heard.responses == ["utter_change_possible"]
    assert heard.slots["open_question"] == "colleague"
