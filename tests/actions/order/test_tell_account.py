"""What `action_tell_account` promises."""

from actions.offer.answer_yes import ActionAnswerYes
from actions.order.tell_account import ActionTellAccount


def test_what_it_cannot_do_is_said_and_a_yes_brings_a_colleague(customer) -> None:
    assert customer.says(ActionTellAccount(), "I can't log in", intent="ask_account").responses == ["utter_account"]
    assert customer.slots["open_question"] == "colleague"
    customer.says(ActionAnswerYes(), "yes please", intent="affirm")
    assert customer.store.conversations.get(customer.id).owner.value != "assistant"
