"""What `action_show_knowledge` promises."""

from actions.advise.give_advice import ActionGiveAdvice
from actions.privacy.correct_data import ActionCorrectData
from actions.privacy.show_knowledge import ActionShowKnowledge
from tests.actions.conftest import X2, Customer

ACT = ActionShowKnowledge()


def test_nobody_is_known_without_proof(customer) -> None:
    heard = customer.says(ACT, "what do you know", intent="ask_what_known")
    assert heard.responses == ["utter_known_nobody", "utter_known_rights"]


def test_the_real_data_is_told(store, now, customer) -> None:
    known = Customer(store, now, customer_id=customer.ordered().customer_id)
    known.puts(X2)
    heard = known.says(ACT, "what do you know", intent="ask_what_known")
    assert heard.responses == ["utter_known_person", "utter_known_basket", "utter_known_rights"]
    assert (heard.values["email"], heard.values["orders"]) == ("tom@weber.example", 1)


def test_what_was_stated_is_told_and_forgotten_when_it_is_wrong(customer) -> None:
    customer.says(ActionGiveAdvice(), "a Corva case in red", intent="state_need", brand="Corva", attribute="red")
    heard = customer.says(ACT, "what do you know about me", intent="ask_what_known")
    assert heard.values["likes"] == "Corva and red"
    customer.says(ActionCorrectData(), "that's wrong", intent="correct_my_data")
    assert customer.store.preferences.stated(customer.id) == []
