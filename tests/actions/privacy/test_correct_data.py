"""What `action_correct_data` promises."""

from actions.privacy.correct_data import ActionCorrectData
from actions.privacy.show_knowledge import ActionShowKnowledge
from sales.conversation import Owner

ACT = ActionCorrectData()


def test_the_correction_goes_to_a_person_and_the_chat_goes_on(customer) -> None:
    heard = customer.says(ACT, "my name is spelt Lindqvist", intent="correct_my_data")
    assert heard.responses == ["utter_correction_kept"]
    assert customer.store.handoffs.current(customer.id).need["correction"] == "my name is spelt Lindqvist"
    assert customer.store.conversations.get(customer.id).owner is Owner.ASSISTANT


def test_a_note_of_ours_that_is_wrong_is_forgotten_at_once(customer) -> None:
    customer.store.conversations.set_need(customer.id, "a camera for diving")
    customer.says(ActionShowKnowledge(), "what do you know", intent="ask_what_known")
    heard = customer.says(ACT, "that's wrong", intent="correct_my_data")
    assert heard.responses == ["utter_need_forgotten"]
    assert customer.store.conversations.get(customer.id).need == ""
    assert customer.store.handoffs.current(customer.id) is None


def test_an_address_that_is_wrong_is_a_persons_matter_even_then(customer) -> None:
    customer.store.conversations.set_need(customer.id, "a camera for diving")
    customer.says(ActionShowKnowledge(), "what do you know", intent="ask_what_known")
    heard = customer.says(ACT, "my e-mail is tom@w.example", intent="correct_my_data", email="tom@w.example")
    assert heard.responses == ["utter_correction_kept"]
    assert customer.store.conversations.get(customer.id).need == "a camera for diving"
