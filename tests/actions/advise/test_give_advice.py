"""What `action_give_advice` promises."""

from actions.advise.give_advice import ActionGiveAdvice
from sales.customer import CaseKind
from tests.actions.conftest import X2

ACT = ActionGiveAdvice()


def test_without_a_need_it_asks_for_one(customer) -> None:
    customer.sees(X2, "PH-AUR-A1-128-GRY")
    heard = customer.says(ACT, "which one should I take", intent="ask_advice")
    assert heard.responses == ["utter_advice_ask_use"]


def test_the_one_that_answers_the_need_is_recommended_with_its_reason(customer) -> None:
    customer.sees(X2, "PH-SEN-FIELD-ORG")
    heard = customer.says(ACT, "which is better for hiking", intent="ask_advice", purpose="for hiking")
    assert heard.responses == ["utter_recommended"]
    assert heard.products == ["PH-SEN-FIELD-ORG"]
    assert heard.values["why"]


def test_a_quality_that_no_data_tells_is_not_made_up(customer) -> None:
    customer.sees("COF-PRE-FILTRA", "COF-PRE-CAPSO-WHT")
    heard = customer.says(ACT, "which is the proudest", intent="ask_advice")
    assert heard.responses == ["utter_advice_not_known"]


def test_of_two_named_the_one_for_the_use_is_recommended(customer) -> None:
    text = "which is better for night, the Vanta Z6 body or the Vanta Pico red"
    named = ["Vanta Z6 body", "Vanta Pico red"]
    heard = customer.says(ACT, text, intent="ask_advice", product=named, purpose="for night")
    assert heard.responses == ["utter_recommended"]
    assert set(heard.products) <= {"CAM-VAN-Z6-BODY", "CAM-VAN-PICO-RED"}


def test_who_is_unhappy_and_asks_what_to_do_hears_what_takes_the_case_further(customer) -> None:
    customer.is_unhappy()
    customer.store.cases.open(
        conversation_id=customer.id, kind=CaseKind.COMPLAINT, now=customer.now, order_number=None, summary="broke twice"
    )
    heard = customer.says(ACT, "what do you suggest", intent="ask_advice")
    assert heard.responses == ["utter_case_next_again"]
    assert heard.offer is None


def test_whether_one_model_is_better_than_another_for_a_use_compares_the_two(customer) -> None:
    said = ["aurora x2 max", "aurora x1"]
    text = "is the aurora x2 max better than the aurora x1 for photos"
    heard = customer.says(ACT, text, intent="ask_advice", product=said, purpose="for photos")
    assert len({customer.store.catalogue.get(sku).attributes["model"] for sku in heard.products}) == 2


def test_who_has_no_order_number_is_shown_the_other_way(customer) -> None:
    customer.slots = {"order_task": "case"}
    heard = customer.says(ACT, "no idea which one i used", intent="ask_advice")
    assert heard.responses == ["utter_without_details"]


def test_who_has_no_idea_what_to_buy_is_not_spoken_to_about_an_order(customer) -> None:
    customer.slots = {"order_task": "status"}
    heard = customer.says(ACT, "no idea which camera to take", intent="ask_advice", product="camera")
    assert "utter_without_details" not in heard.responses
