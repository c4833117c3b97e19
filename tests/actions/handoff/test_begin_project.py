"""What `action_begin_project` promises."""

from actions.complain.open_case import ActionOpenCase
from actions.handoff.begin_project import ActionBeginProject
from actions.handoff.call_human import ActionCallHuman
from actions.projecting import add_words
from sales.conversation import Handoff, HandoffState, Owner

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
    assert heard.values["what"] == '"we fit out a dental practice"'


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


def lead(customer) -> Handoff:
    found = customer.store.handoffs.current(customer.id)
    assert found is not None
    return found


def test_without_anything_beside_it_a_project_is_no_lead_yet(customer) -> None:
    customer.says(ACT, "we fit out a dental practice", intent="request_project")
    assert customer.store.handoffs.current(customer.id) is None


def test_beside_a_trouble_a_need_becomes_a_lead_and_nobody_is_questioned(customer) -> None:
    customer.says(ActionOpenCase(), "my parcel is late", intent="report_late_delivery")
    heard = customer.says(ACT, "we also fit out an office, 25k", intent="request_project", price_about="25000")
    assert (heard.responses, heard.followups) == (["utter_lead_kept"], [])
    assert (lead(customer).state, lead(customer).reason) == (HandoffState.CALLBACK, "a separate need came up")
    assert {"what": "we also fit out an office, 25k", "budget": "€25,000"}.items() <= lead(customer).need.items()
    assert customer.store.conversations.get(customer.id).owner is Owner.ASSISTANT


def test_where_an_address_came_along_the_call_is_promised_to_it(customer) -> None:
    customer.is_unhappy()
    text = "and we need 20 desks, write to ann@desk.example"
    heard = customer.says(ACT, text, intent="request_quote", email="ann@desk.example", quantity="20")
    assert heard.responses == ["utter_lead_promised"]
    assert (lead(customer).topic, lead(customer).need["contact"]) == ("business", "ann@desk.example")


def test_a_second_need_goes_beside_the_first_one(customer) -> None:
    customer.is_unhappy()
    customer.says(ACT, "we fit out an office", intent="request_project")
    customer.says(ACT, "and a canteen", intent="request_project")
    assert (lead(customer).need["what"], lead(customer).need["also needs"]) == ("we fit out an office", "and a canteen")


def test_a_project_left_for_something_else_is_kept_with_all_that_was_said(customer) -> None:
    customer.says(ACT, "we fit out a dental practice, 25k", intent="request_project", price_about="25000")
    customer.loop = "project_form"
    heard = customer.says(ActionOpenCase(), "and my parcel is late", intent="report_late_delivery")
    assert heard.responses[-1] == "utter_lead_kept"
    assert heard.left_form
    assert {"what": "we fit out a dental practice, 25k", "budget": "€25,000"}.items() <= lead(customer).need.items()


def test_who_asks_for_a_person_in_the_middle_brings_along_what_was_said(customer) -> None:
    customer.says(ACT, "we fit out a dental practice, 25k", intent="request_project", price_about="25000")
    customer.loop = "project_form"
    heard = customer.says(ActionCallHuman(), "a person please", intent="ask_human")
    assert heard.responses == ["utter_nobody_online"]
    assert lead(customer).reason == "the customer asked for a person"
    assert lead(customer).need["budget"] == "€25,000"
