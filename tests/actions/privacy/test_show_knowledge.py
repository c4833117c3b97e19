"""What `action_show_knowledge` promises."""

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
