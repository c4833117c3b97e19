"""What `action_call_human` promises."""

from datetime import timedelta

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


def test_with_nobody_online_a_known_contact_becomes_a_promised_call(customer) -> None:
    heard = customer.says(ACT, "a human please, 030 555", intent="ask_human", phone="030555")
    handoff = customer.store.handoffs.current(customer.id)
    assert heard.responses == ["utter_nobody_online_call_promised"]
    assert handoff.state is HandoffState.CALLBACK
    assert handoff.need["contact"] == "030555"
    assert handoff.promised_at == customer.now + timedelta(hours=24)
    assert heard.values["day"] == f"{handoff.promised_at:%A} {handoff.promised_at.day} {handoff.promised_at:%B}"
    assert customer.store.conversations.get(customer.id).owner is Owner.ASSISTANT


def test_the_address_of_a_proven_order_is_a_known_contact(customer) -> None:
    order = customer.ordered(email="tom@weber.example")
    customer.store.orders.remember_proof(customer.id, order.number)
    assert customer.says(ACT, "human", intent="ask_human").values["contact"] == "tom@weber.example"


def test_asking_again_after_a_promised_call_promises_it_again(customer) -> None:
    customer.says(ACT, "human, 030 555", intent="ask_human", phone="030555")
    assert customer.says(ACT, "human!", intent="ask_human").responses == ["utter_nobody_online_call_promised"]
    assert customer.store.handoffs.current(customer.id).state is HandoffState.CALLBACK


def test_who_wants_no_person_gets_none(customer) -> None:
    heard = customer.says(ActionCallHuman(), "no i dont want a human", intent="ask_human")
    assert heard.responses == ["utter_go_on"]
    assert customer.store.handoffs.current(customer.id) is None


def test_who_names_a_person_and_says_more_gets_one(customer) -> None:
    customer.says(ActionCallHuman(), "i dont want a bot, i want a human", intent="ask_human")
    assert customer.store.handoffs.current(customer.id) is not None
