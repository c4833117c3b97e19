"""What `action_return_assistant` promises."""

from actions.handoff.call_human import ActionCallHuman
from actions.handoff.keep_message import ActionKeepMessage
from actions.handoff.return_assistant import ActionReturnAssistant
from sales.conversation import Owner

ACT = ActionReturnAssistant()


def test_the_customer_gets_the_assistant_back(customer) -> None:
    customer.says(ActionCallHuman(), "human", intent="ask_human")
    assert customer.says(ACT, "back to the bot", intent="back_to_assistant").responses == ["utter_back_again"]
    assert customer.store.conversations.get(customer.id).owner is Owner.ASSISTANT


def test_what_was_asked_while_waiting_is_taken_up(customer) -> None:
    customer.says(ActionCallHuman(), "human", intent="ask_human")
    customer.says(ActionKeepMessage(), "ok whatever, do you have toner", intent="write_in_queue", product="toner")
    heard = customer.says(ACT, "back to the assistant", intent="back_to_assistant")
    assert heard.products
    assert "utter_back_again" not in heard.responses
