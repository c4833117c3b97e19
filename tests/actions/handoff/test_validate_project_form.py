"""What `validate_project_form` promises."""

from actions.handoff.validate_project_form import ValidateProjectForm

ACT = ValidateProjectForm()


def test_a_question_is_no_answer(customer) -> None:
    customer.slots["requested_slot"] = "project_plan"
    assert customer.says(ACT, "how long is delivery", intent="ask_delivery").slots == {}


def test_a_call_for_a_person_is_never_swallowed(customer) -> None:
    customer.slots["requested_slot"] = "project_contact"
    assert customer.says(ACT, "human, 030 1234567", intent="ask_human", phone="0301234567").slots == {}


def test_not_sure_yet_is_an_answer(customer) -> None:
    customer.slots["requested_slot"] = "project_plan"
    assert customer.says(ACT, "not sure yet", intent="out_of_scope").slots["project_plan"] is True


def test_budget_and_date_are_kept(customer) -> None:
    customer.slots["requested_slot"] = "project_plan"
    heard = customer.says(ACT, "25k", intent="give_details", price_about="25000")
    assert heard.slots["project_need"]["budget"] == "€25,000"


def test_a_bare_sum_is_the_budget_and_nobodys_address(customer) -> None:
    customer.slots["requested_slot"] = "project_contact"
    heard = customer.says(ACT, "40000", intent="give_details", order_number="40000")
    assert heard.slots["project_need"]["budget"] == "€40,000"
    assert "contact" not in heard.slots["project_need"]
    assert "project_contact" not in heard.slots


def test_thousands_may_be_set_apart(customer) -> None:
    customer.slots["requested_slot"] = "project_contact"
    for sum_told in ("about 40.000", "40,000 euros", "40 000"):
        customer.slots.pop("project_need", None)
        heard = customer.says(ACT, sum_told, intent="give_details")
        assert heard.slots["project_need"]["budget"] == "€40,000", sum_told


def test_a_year_is_a_date_and_no_sum(customer) -> None:
    customer.slots["requested_slot"] = "project_contact"
    heard = customer.says(ACT, "in 2027", intent="give_details", date="2027")
    assert "budget" not in heard.slots["project_need"]


def test_a_date_told_late_is_no_address(customer) -> None:
    customer.slots["requested_slot"] = "project_contact"
    heard = customer.says(ACT, "before christmas", intent="give_details", date="2026-12-25")
    assert "contact" not in heard.slots["project_need"]
    assert "project_contact" not in heard.slots


def test_a_question_is_nobodys_address(customer) -> None:
    customer.loop, customer.slots["requested_slot"] = "project_form", "project_contact"
    heard = customer.says(ACT, "who do i talk to", intent="out_of_scope")
    assert "project_contact" not in heard.slots
