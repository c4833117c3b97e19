"""What `action_call_human` promises."""

from actions.handoff.call_human import ActionCallHuman
from sales.conversation import HandoffState, Owner
from tests.actions.conftest import X2

ACT = ActionCallHuman()


def test_with_nobody_online_nothing_is_lost(customer) -> None:
    heard = customer.says(ACT, "I want a human", intent="ask_human")
    assert heard.responses == ["utter_nobody_online"]
    assert customer.store.handoffs.current(customer.id).state is HandoffState.WAITING


def test_the_assistant_hands_the_conversation_over_at_once_and_leaves_the_form(customer) -> None:
    customer.loop = "checkout_form"
    customer.puts(X2)
    heard = customer.says(ACT, "human please", intent="ask_human")
    assert heard.left_form
    assert customer.store.conversations.get(customer.id).owner is Owner.QUEUE
    assert customer.store.handoffs.current(customer.id).need["basket"] == "1 Aurora X2 128 GB black"


def test_an_agent_at_the_desk_is_announced_without_an_invented_time(customer) -> None:
    customer.store.staff.create_first("secret-for-tests")
    customer.store.handoffs.seen("agent", customer.now)
    assert customer.says(ACT, "human", intent="ask_human").responses == ["utter_person_called"]
