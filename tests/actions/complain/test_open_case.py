"""What `action_open_case` promises."""

import pytest

from actions.complain.open_case import ActionOpenCase
from sales.customer import CaseKind, Mood

ACT = ActionOpenCase()


@pytest.mark.parametrize(
    ("intent", "kind"),
    [
        ("complain", CaseKind.COMPLAINT),
        ("report_defect", CaseKind.COMPLAINT),
        ("report_late_delivery", CaseKind.DELIVERY),
        ("report_payment_problem", CaseKind.PAYMENT),
        ("request_return", CaseKind.RETURN),
        ("request_refund", CaseKind.REFUND),
    ],
)
def test_the_case_is_open_before_anything_else_is_asked(customer, intent, kind) -> None:
    heard = customer.says(ACT, "it is not right", intent=intent)
    assert [case.kind for case in customer.store.cases.open_for(customer.id)] == [kind]
    assert heard.responses[0] == f"utter_sorry_{kind.value}"
    assert not heard.products
    assert heard.offer is None


def test_the_customers_words_are_repeated_and_a_person_is_on_offer(customer) -> None:
    heard = customer.says(ACT, "third time I write about this", intent="complain")
    assert heard.values["words"] == "third time I write about this"
    assert heard.slots["open_question"] == "colleague"


def test_the_same_trouble_again_is_one_case_and_one_apology(customer) -> None:
    customer.says(ACT, "it broke", intent="report_defect")
    heard = customer.says(ACT, "and nobody answers", intent="complain")
    assert heard.responses[0] == "utter_case_more"
    assert len(customer.store.cases.open_for(customer.id)) == 1


@pytest.mark.parametrize(
    ("intent", "mood"), [("report_defect", Mood.UNHAPPY), ("complain", Mood.UNHAPPY), ("request_return", Mood.HAPPY)]
)
def test_a_complaint_is_unhappy_whatever_its_words_sound_like_and_a_return_need_not_be(customer, intent, mood) -> None:
    customer.store.conversations.record_mood(customer.id, Mood.HAPPY, now=customer.now, cause="sounds happy")
    customer.says(ACT, "bravo, what a masterpiece", intent=intent)
    assert customer.store.conversations.get(customer.id).mood is mood
