"""What `action_ask_project_plan` promises."""

import pytest

from actions.handoff.ask_project_plan import ActionAskProjectPlan

ACT = ActionAskProjectPlan()


@pytest.mark.parametrize(
    ("known", "asked"),
    [({}, "utter_ask_when_and_budget"), ({"when": "june"}, "utter_ask_budget"), ({"budget": "€9"}, "utter_ask_when")],
)
def test_only_what_is_missing_is_asked(customer, known, asked) -> None:
    customer.slots["project_need"] = known
    assert customer.says(ACT, "", intent="request_project").responses == [asked]
