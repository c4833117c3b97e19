"""What `action_begin_project` promises."""

from actions.handoff.begin_project import ActionBeginProject
from actions.projecting import add_words

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


def test_the_need_is_told_once_whatever_it_is_called(customer) -> None:
    text = "we are fitting out a bakery with two ovens"
    facts = customer.says(ACT, text, intent="request_project").slots["project_need"]
    assert [value for value in facts.values() if text in value] == [text]


def test_what_is_added_stands_in_sentences_and_no_contact_is_said_again(customer) -> None:
    customer.says(ACT, "we are fitting out a bakery with two ovens", intent="request_project")
    facts = customer.slots["project_need"]
    for said in ("it opens in may", "it opens in may", "anna.berg@bakery.example"):
        facts = add_words({**facts, "contact": "anna.berg@bakery.example"}, said)
    assert facts["in their words"] == "it opens in may."
