"""What `action_arrange_callback` promises."""

from actions.handoff.arrange_callback import ActionArrangeCallback
from actions.order.take_details import ActionTakeDetails
from sales.conversation import HandoffState, Owner

ACT = ActionArrangeCallback()


def test_without_a_number_it_asks_for_one(customer) -> None:
    heard = customer.says(ACT, "call me back", intent="request_callback")
    assert heard.responses == ["utter_ask_callback_contact"]
    assert customer.store.handoffs.current(customer.id) is None


def test_the_number_is_kept_and_the_chat_goes_on(customer) -> None:
    heard = customer.says(ACT, "call me at 030 555", intent="request_callback", phone="030555")
    handoff = customer.store.handoffs.current(customer.id)
    assert heard.responses == ["utter_call_promised"]
    assert (handoff.state, handoff.need["contact"]) == (HandoffState.CALLBACK, "030555")
    assert customer.store.conversations.get(customer.id).owner is Owner.ASSISTANT


def test_a_number_given_later_is_taken_too(customer) -> None:
    customer.says(ACT, "call me back", intent="request_callback")
    customer.says(ActionTakeDetails(), "030 555", intent="give_details", phone="030555")
    assert customer.store.handoffs.current(customer.id).need["contact"] == "030555"


def test_the_customers_own_time_is_not_talked_over(customer) -> None:
    heard = customer.says(ACT, "call 030 555 on friday", intent="request_callback", phone="030555", date="2026-11-27")
    assert heard.responses == ["utter_callback_kept"]
    assert customer.store.handoffs.current(customer.id).need["when"] == "2026-11-27"
