"""What `action_tell_payment` promises."""

from actions.order.tell_payment import ActionTellPayment

ACT = ActionTellPayment()


def test_only_the_shops_methods_are_named(customer) -> None:
    heard = customer.says(ACT, "can I pay by card", intent="ask_payment")
    assert heard.values["methods"] == "card, bank transfer and invoice"
