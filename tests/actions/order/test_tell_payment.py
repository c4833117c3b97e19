"""What `action_tell_payment` promises."""

from actions.order.tell_payment import ActionTellPayment

ACT = ActionTellPayment()


def test_only_the_shops_methods_are_named(customer) -> None:
    heard = customer.says(ACT, "how can I pay", intent="ask_payment")
    assert heard.values["methods"] == "card, bank transfer or invoice"


def test_a_method_the_shop_lacks_gets_its_no_first(customer) -> None:
    heard = customer.says(ACT, "can i pay with paypal?", intent="ask_payment")
    assert heard.responses == ["utter_payment_missing"]
    assert heard.values["method"] == "PayPal"
    assert heard.values["methods"] == "card, bank transfer or invoice"


def test_a_kind_of_card_is_taken_as_a_card(customer) -> None:
    heard = customer.says(ACT, "visa ok?", intent="ask_payment")
    assert heard.responses == ["utter_payment_taken"]
    assert heard.values["method"] == "Visa"
