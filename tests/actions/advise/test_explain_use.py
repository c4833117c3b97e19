"""What `action_explain_use` promises."""

from actions.advise.explain_use import ActionExplainUse
from actions.offer.suggest_complement import ActionSuggestComplement
from tests.actions.conftest import X2

ACT = ActionExplainUse()


def test_instructions_are_not_invented(customer) -> None:
    customer.sees("COF-PRE-DUO", focus="COF-PRE-DUO")
    heard = customer.says(ACT, "how do I reset the clock", intent="ask_how_to")
    assert heard.responses == ["utter_how_to_unknown"]
    assert heard.slots["open_question"] == "colleague"


def test_without_a_product_it_asks_which(customer) -> None:
    assert customer.says(ACT, "how do I set it up", intent="ask_how_to").responses == ["utter_how_to_which"]


def test_setting_up_gives_occasion_for_what_helps(customer) -> None:
    customer.sees(X2, focus=X2)
    heard = customer.says(ACT, "how do I set it up", intent="ask_how_to")
    assert heard.slots["offer_about"] == {"moment": "setting up", "anchors": [X2], "problem": ""}


def test_with_a_problem_only_what_solves_it_is_offered(customer) -> None:
    customer.sees("COF-PRE-GRANDE", focus="COF-PRE-GRANDE")
    loud = customer.says(ACT, "what can I do, the pump is loud", intent="ask_how_to", problem="the pump is loud")
    assert loud.slots["offer_about"]["moment"] == "support"
    assert customer.then(ActionSuggestComplement()).offer is None
    customer.says(ACT, "what helps, the milk smells sour", intent="ask_how_to", problem="the milk smells sour")
    offer = customer.store.offers.get(customer.id, customer.then(ActionSuggestComplement()).offer or "")
    assert [sku for sku, _, _ in offer.items] == ["CAR-PRE-MILK"]


def test_which_printer_is_asked_where_none_is_told(customer) -> None:
    heard = customer.says(ACT, "i need help setting up my printer", intent="ask_how_to", product="printer")
    assert heard.responses == ["utter_how_to_which"]
    assert "offer_about" not in heard.slots
