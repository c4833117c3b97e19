"""What `action_close_case` promises."""

from actions.complain.close_case import ActionCloseCase
from sales.customer import CaseKind, Mood

ACT = ActionCloseCase()


def test_an_unhappy_message_closes_nothing_and_opens_a_case(customer) -> None:
    customer.is_unhappy()
    customer.metadata = {"message_mood": "unhappy"}
    heard = customer.says(ACT, "get it sorted, it is lost again", intent="problem_solved")
    assert heard.responses[0] == "utter_sorry_complaint"
    assert customer.store.conversations.get(customer.id).mood is Mood.UNHAPPY
    assert len(customer.store.cases.open_for(customer.id)) == 1


def test_a_refund_stays_open_until_it_is_settled(customer) -> None:
    customer.store.cases.open(conversation_id=customer.id, kind=CaseKind.REFUND, now=customer.now)
    assert customer.says(ACT, "all good", intent="problem_solved").responses == ["utter_case_still_open"]
    assert customer.store.cases.open_for(customer.id)


def test_a_complaint_is_closed_and_the_mood_recovers(customer) -> None:
    customer.is_unhappy()
    customer.store.cases.open(conversation_id=customer.id, kind=CaseKind.COMPLAINT, now=customer.now)
    assert customer.says(ACT, "it works now", intent="problem_solved").responses == ["utter_case_closed"]
    assert not customer.store.cases.open_for(customer.id)
    assert customer.store.conversations.get(customer.id).mood is Mood.NEUTRAL


def test_what_happens_now_closes_nothing(customer) -> None:
    customer.store.cases.open(
        conversation_id=customer.id, kind=CaseKind.DELIVERY, now=customer.now, order_number=None, summary="not here"
    )
    customer.says(ACT, "ok what happens now", intent="problem_solved")
    assert len(customer.store.cases.open_for(customer.id)) == 1
