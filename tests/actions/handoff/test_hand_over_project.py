"""What `action_hand_over_project` promises."""

import pytest

from actions.handoff.hand_over_project import ActionHandOverProject
from chat.briefing import Briefing
from sales.conversation import HandoffState, Owner
from settings import ROOT, read_desk

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


@pytest.mark.parametrize(
    ("need", "kinds"),
    [
        ("we are opening a dental practice", set()),
        (
            "we're opening a dental practice, eight rooms, need screens, wifi, music, all of it installed",
            {"monitors", "routers", "speakers"},
        ),
        ("also a second shop in June, and we need screens and wifi there", {"monitors", "routers"}),
        ("four wifi printers for the reception", {"printers"}),
    ],
)
def test_the_brief_proposes_something_for_each_thing_that_is_named(customer, need: str, kinds: set[str]) -> None:
    opened = customer.store.handoffs.open(
        conversation_id=customer.id, reason="r", topic="t", need={"what": need, "budget": "€25,000"}, now=customer.now
    )
    solution = Briefing(customer.store, read_desk(ROOT / "settings.toml").rules().needs).of(opened.id).solution
    parts = solution.parts if solution else ()
    assert kinds == {part.product.category for part in parts if part.why == "asked for"}
