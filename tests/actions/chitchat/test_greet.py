"""What `action_greet` promises."""

from actions.chitchat.greet import ActionGreet
from sales.customer import CaseKind

ACT = ActionGreet()


def test_nobody_is_greeted_twice(customer) -> None:
    customer.says(ACT, "hello", intent="greet")
    assert customer.says(ACT, "hello??", intent="greet").responses == ["utter_here"]


def test_with_a_case_open_it_is_not_asked_what_brings_them(customer) -> None:
    customer.says(ACT, "hello", intent="greet")
    customer.store.cases.open(conversation_id=customer.id, kind=CaseKind.DELIVERY, now=customer.now)
    assert customer.says(ACT, "??", intent="are_you_there").responses == ["utter_here_case"]


def test_the_first_word_is_answered_with_who_it_is(customer) -> None:
    assert customer.says(ACT, "anybody there", intent="are_you_there").responses == ["utter_greet"]
