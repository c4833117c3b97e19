"""What `action_show_case` promises."""

from actions.complain.show_case import ActionShowCase
from sales.customer import CaseKind

ACT = ActionShowCase()


def test_without_a_case_it_says_what_it_needs(customer) -> None:
    assert customer.says(ACT, "any news?", intent="ask_case_status").responses == ["utter_case_none"]


def test_an_open_case_is_told_with_its_day(customer) -> None:
    customer.store.cases.open(conversation_id=customer.id, kind=CaseKind.RETURN, now=customer.now)
    heard = customer.says(ACT, "any news?", intent="ask_case_status")
    assert heard.responses == ["utter_case_open"]
    assert heard.values["day"] == "Saturday 21 November"
