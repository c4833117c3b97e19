"""What `action_hand_over_project` promises."""

from actions.handoff.hand_over_project import ActionHandOverProject
from sales.conversation import Owner

ACT = ActionHandOverProject()


def test_everything_collected_goes_along_and_the_assistant_is_out(customer) -> None:
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
    assert customer.store.conversations.get(customer.id).owner is Owner.QUEUE
    assert customer.slots["project_need"] is None
