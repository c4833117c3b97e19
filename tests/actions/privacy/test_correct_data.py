"""What `action_correct_data` promises."""

from actions.privacy.correct_data import ActionCorrectData
from sales.conversation import Owner

ACT = ActionCorrectData()


def test_the_correction_goes_to_a_person_and_the_chat_goes_on(customer) -> None:
    heard = customer.says(ACT, "my name is spelt Lindqvist", intent="correct_my_data")
    assert heard.responses == ["utter_correction_kept"]
    assert customer.store.handoffs.current(customer.id).need["correction"] == "my name is spelt Lindqvist"
    assert customer.store.conversations.get(customer.id).owner is Owner.ASSISTANT
