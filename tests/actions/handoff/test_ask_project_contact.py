"""What `action_ask_project_contact` promises."""

from actions.handoff.ask_project_contact import ActionAskProjectContact

ACT = ActionAskProjectContact()


def test_a_known_place_is_not_asked_again(customer) -> None:
    customer.slots["project_need"] = {"place": "Leeds"}
    assert customer.says(ACT, "", intent="give_details").responses == ["utter_ask_contact"]


def test_place_and_contact_are_asked_together(customer) -> None:
    assert customer.says(ACT, "", intent="give_details").responses == ["utter_ask_place_and_contact"]
