"""What `action_keep_message` promises."""

from actions.handoff.call_human import ActionCallHuman
from actions.handoff.keep_message import ActionKeepMessage
from actions.handoff.return_assistant import ActionReturnAssistant
from sales.conversation import HandoffState, Owner

ACT = ActionKeepMessage()


def agent_is_here(customer) -> None:
    customer.store.staff.create_first("secret-for-tests")
    customer.store.handoffs.seen("agent", customer.now)


def test_nothing_is_bought_or_shown_while_a_person_is_waited_for(customer) -> None:
    customer.says(ActionCallHuman(), "human", intent="ask_human")
    heard = customer.says(ACT, "add the Vanta Z5", intent="write_in_queue", product="Vanta Z5")
    assert heard.responses == ["utter_queue_kept_nobody"]
    assert (customer.basket, heard.products) == ({}, [])


def test_who_has_left_the_queue_is_not_told_to_wait(customer) -> None:
    customer.says(ActionCallHuman(), "human", intent="ask_human")
    customer.says(ActionReturnAssistant(), "back", intent="back_to_assistant")
    assert customer.says(ACT, "hello", intent="write_in_queue").responses == ["utter_back_again"]


def test_with_a_person_on_the_way_it_is_kept_for_them(customer) -> None:
    agent_is_here(customer)
    customer.says(ActionCallHuman(), "human", intent="ask_human")
    assert customer.says(ACT, "it is about a lamp", intent="write_in_queue").responses == ["utter_queue_kept"]


def test_who_writes_on_is_left_in_peace_for_some_minutes(customer) -> None:
    agent_is_here(customer)
    customer.says(ActionCallHuman(), "human", intent="ask_human")
    customer.says(ACT, "it is about a lamp", intent="write_in_queue")
    assert customer.says(ACT, "a big one", intent="write_in_queue").responses == []
    for event in customer.events:
        event["timestamp"] = customer.now.timestamp() - 181
    agent_is_here(customer)
    assert customer.says(ACT, "or two", intent="write_in_queue").responses == ["utter_queue_kept"]


def test_a_contact_left_with_nobody_here_becomes_a_promised_call(customer) -> None:
    customer.says(ActionCallHuman(), "human", intent="ask_human")
    heard = customer.says(ACT, "eva@sol.example", intent="write_in_queue", email="eva@sol.example")
    handoff = customer.store.handoffs.current(customer.id)
    assert heard.responses == ["utter_call_promised"]
    assert (handoff.state, handoff.need["contact"]) == (HandoffState.CALLBACK, "eva@sol.example")
    assert customer.store.conversations.get(customer.id).owner is Owner.ASSISTANT


def test_a_contact_left_with_a_person_on_the_way_keeps_the_place(customer) -> None:
    agent_is_here(customer)
    customer.says(ActionCallHuman(), "human", intent="ask_human")
    heard = customer.says(ACT, "030 555", intent="write_in_queue", phone="030555")
    handoff = customer.store.handoffs.current(customer.id)
    assert heard.responses == ["utter_queue_contact"]
    assert (handoff.state, handoff.need["contact"]) == (HandoffState.WAITING, "030555")
