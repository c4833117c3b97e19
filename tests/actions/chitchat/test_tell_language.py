"""What `action_tell_language` promises."""

from actions.chitchat.tell_language import ActionTellLanguage
from actions.offer.answer_yes import ActionAnswerYes


def test_what_it_cannot_do_is_said_and_a_yes_brings_a_colleague(customer) -> None:
    assert customer.says(ActionTellLanguage(), "habla español?", intent="other_language").responses == [
        "utter_language"
    ]
    assert customer.slots["open_question"] == "colleague"
    customer.says(ActionAnswerYes(), "yes please", intent="affirm")
    assert customer.store.conversations.get(customer.id).owner.value != "assistant"


def test_a_products_name_is_no_foreign_tongue(customer) -> None:
    heard = customer.says(ActionTellLanguage(), "meshka duo", intent="other_language")
    assert heard.products == ["MSH-MES-M2"]
