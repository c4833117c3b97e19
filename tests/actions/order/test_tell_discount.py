"""What `action_tell_discount` promises."""

from actions.order.tell_discount import ActionTellDiscount

ACT = ActionTellDiscount()


def test_no_discount_is_made_up(customer) -> None:
    assert customer.says(ACT, "any discount?", intent="ask_discount").responses == ["utter_no_discounts"]
