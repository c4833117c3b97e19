"""What `action_ask_erasure` promises."""

import pytest

from actions.offer.answer_no import ActionAnswerNo
from actions.offer.answer_yes import ActionAnswerYes
from actions.privacy.ask_erasure import ActionAskErasure
from sales.errors import NotFoundError
from tests.actions.conftest import Customer

ACT = ActionAskErasure()


def test_nothing_is_erased_without_a_yes(customer) -> None:
    heard = customer.says(ACT, "delete my data", intent="delete_my_data")
    assert heard.responses == ["utter_erase_chat_sure"]
    customer.says(ActionAnswerNo(), "no", intent="deny")
    assert customer.store.conversations.get(customer.id)


def test_the_yes_erases_the_conversation(customer) -> None:
    customer.says(ACT, "delete my data", intent="delete_my_data")
    heard = customer.says(ActionAnswerYes(), "yes", intent="affirm")
    assert heard.responses == ["utter_erased_chat"]
    with pytest.raises(NotFoundError):
        customer.store.conversations.get(customer.id)


def test_the_proven_person_is_erased_everywhere(store, now, customer) -> None:
    person = customer.ordered().customer_id
    known = Customer(store, now, customer_id=person)
    assert known.says(ACT, "forget me", intent="delete_my_data").responses == ["utter_erase_person_sure"]
    known.says(ActionAnswerYes(), "yes", intent="affirm")
    with pytest.raises(NotFoundError):
        store.customers.get(person)
