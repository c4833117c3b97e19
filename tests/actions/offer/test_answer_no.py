"""What `action_answer_no` promises."""

import pytest

from actions.basket.add_product import ActionAddProduct
from actions.complain.open_case import ActionOpenCase
from actions.handoff.tell_wait import ActionTellWait
from actions.offer.answer_no import ActionAnswerNo
from actions.offer.suggest_complement import ActionSuggestComplement

ACT = ActionAnswerNo()


@pytest.fixture
def offered(customer) -> str:
    """The id of an offer that waits."""
    customer.says(ActionAddProduct(), "add the Vanta Z5", intent="add_to_basket", product="Vanta Z5")
    return customer.then(ActionSuggestComplement()).offer


def test_a_no_to_nothing_changes_nothing(customer) -> None:
    assert customer.says(ACT, "no", intent="deny").responses == ["utter_no_to_what"]


def test_a_no_declines_the_offer_and_leaves_the_basket(customer, offered) -> None:
    assert customer.says(ACT, "nah", intent="deny").responses == ["utter_offer_declined"]
    assert customer.store.offers.get(customer.id, offered).answer == "decline"
    assert customer.basket == {"CAM-VAN-Z5-KIT": 1}


def test_a_no_to_another_question_leaves_the_offer_open(customer, offered) -> None:
    customer.says(ActionTellWait(), "how long is the queue", intent="ask_waiting_time")
    assert customer.says(ACT, "no", intent="deny").responses == ["utter_question_declined"]
    assert customer.store.offers.get(customer.id, offered).answer is None


def test_the_bare_name_of_a_thing_is_no_refusal(customer) -> None:
    heard = customer.says(ACT, "instant camera", intent="deny", product="instant camera")
    assert "CAM-VAN-PICO-WHT" in heard.products or "CAM-VAN-PICO-RED" in heard.products


def test_just_one_thing_of_the_two_offered_is_put_in_alone(customer, offered) -> None:
    items = [sku for sku, _, _ in customer.store.offers.get(customer.id, offered).items]
    assert len(items) == 2
    customer.says(ACT, "just the card", intent="deny")
    assert [sku for sku in customer.basket if sku in items] == [sku for sku in items if sku.startswith("SD-")]


def test_a_no_that_tells_of_the_trouble_belongs_to_the_case(customer) -> None:
    customer.says(ActionOpenCase(), "the tv box is soaked", intent="report_defect", problem="soaked", product="tv box")
    heard = customer.says(ACT, "no i havent opened it yet", intent="deny")
    assert heard.responses[0] == "utter_case_more"
    assert "opened it" in customer.store.cases.open_for(customer.id)[0].summary


def test_a_bare_no_to_a_colleague_adds_nothing_to_the_case(customer) -> None:
    customer.says(ActionOpenCase(), "the tv box is soaked", intent="report_defect", problem="soaked", product="tv box")
    assert customer.says(ACT, "no thanks, not now", intent="deny").responses == ["utter_question_declined"]


def test_add_it_and_nothing_else_takes_it_and_is_left_alone(customer) -> None:
    customer.sees("CAM-VAN-Z5-KIT", focus="CAM-VAN-Z5-KIT")
    heard = customer.says(ACT, "ok add it and no i dont want anything else", intent="deny")
    assert customer.basket == {"CAM-VAN-Z5-KIT": 1}
    assert heard.slots["offer_about"] is None


def test_no_i_dont_want_it_adds_nothing(customer) -> None:
    customer.sees("CAM-VAN-Z5-KIT", focus="CAM-VAN-Z5-KIT")
    customer.says(ACT, "no, i don't want it", intent="deny")
    assert customer.basket == {}
