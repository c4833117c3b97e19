"""What `action_begin_project` promises."""

from actions.handoff.begin_project import ActionBeginProject

ACT = ActionBeginProject()


def test_what_is_said_already_is_not_asked_again(customer) -> None:
    heard = customer.says(
        ACT, "new office in June, 25k", intent="request_project", date="2027-06", price_about="25000", place="office"
    )
    assert heard.slots["project_plan"] is True
    assert heard.slots["project_contact"] is None
    assert heard.followups == ["project_form"]


def test_the_need_is_repeated_back(customer) -> None:
    heard = customer.says(ACT, "we fit out a dental practice", intent="request_project")
    assert heard.responses == ["utter_project_begins"]
    assert heard.values["what"] == "we fit out a dental practice"
