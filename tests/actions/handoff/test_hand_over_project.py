"""What `action_hand_over_project` promises."""

from actions.handoff.hand_over_project import ActionHandOverProject
from sales.conversation import HandoffState, Owner

ACT = ActionHandOverProject()


def test_everything_collected_goes_along_and_with_nobody_here_a_call_is_promised(customer) -> None:
    customer.slots["project_need"] = {
        "what": "eight rooms",
        "when": "june",
        "budget": "€25,000",
        "contact": "a@b.example",
    }
    heard = customer.says(ACT, "a@b.example", intent="give_details")
    handoff = customer.store.handoffs.current(customer.id)
    assert heard.responses[0] == "utter_project_summary"
    assert handoff.topic == "projects"
    assert handoff.need["budget"] == "€25,000"
    assert handoff.need["contact"] == "a@b.example"
    assert handoff.state is HandoffState.CALLBACK
    assert customer.store.conversations.get(customer.id).owner is Owner.ASSISTANT
    assert customer.slots["project_need"] is None


def test_with_an_agent_at_the_desk_the_assistant_is_out(customer) -> None:
    customer.store.staff.create_first("secret-for-tests")
    customer.store.handoffs.seen("agent", customer.now)
    customer.slots["project_need"] = {"what": "eight rooms", "contact": "a@b.example"}
    heard = customer.says(ACT, "a@b.example", intent="give_details")
    assert heard.responses == ["utter_project_summary_open", "utter_person_called"]
    assert customer.store.conversations.get(customer.id).owner is Owner.QUEUE
