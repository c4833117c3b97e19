"""What `action_answer_yes` promises."""

import pytest

from actions.advise.tell_feature import ActionTellFeature
from actions.basket.add_product import ActionAddProduct
from actions.browse.choose_option import ActionChooseOption
from actions.browse.find_products import ActionFindProducts
from actions.handoff.tell_wait import ActionTellWait
from actions.offer.answer_yes import ActionAnswerYes
from actions.offer.suggest_complement import ActionSuggestComplement
from actions.order.tell_delivery import ActionTellDelivery
from actions.privacy.ask_erasure import ActionAskErasure
from sales.conversation import HandoffState, Owner
from tests.actions.conftest import X2_CASE

ACT = ActionAnswerYes()


@pytest.fixture
def offered(customer) -> str:
    """The id of an offer that waits."""
    customer.says(ActionAddProduct(), "add the Vanta Z5", intent="add_to_basket", product="Vanta Z5")
    return customer.then(ActionSuggestComplement()).offer


def test_a_yes_to_nothing_buys_nothing(customer) -> None:
    customer.sees("CAM-VAN-Z5-KIT", focus="CAM-VAN-Z5-KIT")
    assert customer.says(ACT, "yes", intent="affirm").responses == ["utter_yes_to_what"]
    assert customer.basket == {}


def test_a_yes_to_another_question_does_not_take_the_offer(customer, offered) -> None:
    customer.says(ActionTellWait(), "how long is the queue", intent="ask_waiting_time")
    heard = customer.says(ACT, "yes", intent="affirm")
    assert heard.responses[0].startswith("utter_nobody_online")
    assert customer.store.offers.get(customer.id, offered).answer is None
    assert customer.basket == {"CAM-VAN-Z5-KIT": 1}


def test_an_older_offer_is_made_sure_of_first(customer, offered) -> None:
    customer.says(ActionTellDelivery(), "how long is delivery", intent="ask_delivery")
    assert customer.says(ACT, "yes", intent="affirm").responses == ["utter_mean_the_offer"]
    assert len(customer.basket) == 1
    assert customer.says(ACT, "yes", intent="affirm").responses == ["utter_offer_accepted_two"]
    assert len(customer.basket) > 1


def test_two_open_things_are_asked_back(customer) -> None:
    customer.says(ActionAddProduct(), "add the Vanta Z5", intent="add_to_basket", product="Vanta Z5")
    customer.then(ActionSuggestComplement())
    customer.then(ActionTellWait())
    assert customer.says(ACT, "yes", intent="affirm").responses == ["utter_which_yes"]
    assert len(customer.basket) == 1


def test_a_plain_yes_takes_the_offer_just_made_in_the_customers_words(customer, offered) -> None:
    heard = customer.says(ACT, "yep go on", intent="affirm")
    assert heard.responses == ["utter_offer_accepted_two"]
    assert customer.store.offers.get(customer.id, offered).answer == "accept"


def test_erasing_needs_the_question_right_before_it(customer) -> None:
    customer.says(ActionAskErasure(), "delete my data", intent="delete_my_data")
    customer.says(ActionTellDelivery(), "how long is delivery", intent="ask_delivery")
    customer.says(ACT, "yes", intent="affirm")
    assert customer.store.conversations.get(customer.id)


def test_chuck_it_in_is_no_answer_to_the_offer_of_a_colleague(customer, offered) -> None:
    customer.says(ActionTellWait(), "how long is the queue", intent="ask_waiting_time")
    assert customer.says(ACT, "chuck it in", intent="affirm").responses == ["utter_mean_the_offer"]
    assert customer.store.handoffs.current(customer.id) is None


def test_add_it_is_no_answer_to_the_offer_of_a_colleague_even_without_another_offer(customer) -> None:
    customer.sees("VAC-ZEF-R3-WHT", focus="VAC-ZEF-R3-WHT")
    customer.says(ActionTellWait(), "how long is the queue", intent="ask_waiting_time")
    assert customer.says(ACT, "add it", intent="affirm").responses == ["utter_added"]
    assert customer.store.handoffs.current(customer.id) is None
    assert customer.basket == {"VAC-ZEF-R3-WHT": 1}


def test_i_take_it_takes_the_product_that_was_talked_about(customer) -> None:
    customer.sees("VAC-ZEF-R3-WHT", focus="VAC-ZEF-R3-WHT")
    assert customer.says(ACT, "ok i take it", intent="affirm").responses == ["utter_added"]
    assert customer.basket == {"VAC-ZEF-R3-WHT": 1}


def test_i_take_it_among_several_is_asked_back(customer) -> None:
    customer.sees("CAM-VAN-Z3-KIT", "CAM-VAN-Z5-KIT")
    assert customer.says(ACT, "ok i take it", intent="affirm").responses == ["utter_which_of_these"]
    assert customer.basket == {}


def test_a_yes_to_being_told_of_an_arrival_asks_only_for_the_address(customer) -> None:
    asked = "do you have a case for the aurora x1 mini"
    customer.says(ActionFindProducts(), asked, intent="search_product", product=["case", "aurora x1 mini"])
    heard = customer.says(ACT, "yes please", intent="affirm")
    assert heard.responses == ["utter_ask_arrival_email"]
    assert customer.store.handoffs.current(customer.id) is None


def test_with_an_address_the_wish_to_be_told_is_kept_for_a_colleague_and_the_chat_goes_on(customer) -> None:
    asked = "do you have a case for the aurora x1 mini"
    customer.says(ActionFindProducts(), asked, intent="search_product", product=["case", "aurora x1 mini"])
    heard = customer.says(ACT, "yes, anna@weber.example", intent="affirm", email="anna@weber.example")
    assert heard.responses == ["utter_arrival_kept"]
    handoff = customer.store.handoffs.current(customer.id)
    assert handoff.state is HandoffState.CALLBACK
    assert handoff.need["contact"] == "anna@weber.example"
    assert "Aurora X1 mini" in handoff.need["what"]
    assert customer.store.conversations.get(customer.id).owner is Owner.ASSISTANT


def test_two_pieces_is_no_yes_to_a_colleague(customer) -> None:
    customer.sees(X2_CASE, focus=X2_CASE)
    customer.says(ActionTellWait(), "how long is the queue", intent="ask_waiting_time")
    customer.says(ACT, "ok 2 pcs", intent="affirm", quantity="2")
    assert customer.store.conversations.get(customer.id).owner.value == "assistant"
    assert customer.basket == {X2_CASE: 2}


def test_an_ok_to_what_was_told_is_not_asked_about(customer) -> None:
    assert customer.says(ACT, "ok, got it", intent="affirm").responses == ["utter_seen"]


def test_a_yes_to_what_was_just_told_of_is_asked_about_and_adds_nothing_by_itself(customer) -> None:
    customer.sees("CAM-VAN-Z5-KIT", focus="CAM-VAN-Z5-KIT")
    customer.says(ActionTellFeature(), "how heavy is it", intent="ask_feature")
    heard = customer.says(ACT, "go on then, two please", intent="affirm", quantity=2)
    assert heard.responses == ["utter_into_the_basket"]
    assert customer.basket == {}
    customer.says(ACT, "yes", intent="affirm")
    assert customer.basket == {"CAM-VAN-Z5-KIT": 2}


def test_a_yes_that_names_something_else_does_not_take_what_was_asked_about(customer) -> None:
    customer.sees("CAM-VAN-Z5-KIT")
    customer.says(ActionChooseOption(), "the first", intent="choose_option", ordinal="1")
    customer.says(ACT, "ok the case only", intent="affirm", product="case")
    assert "CAM-VAN-Z5-KIT" not in customer.basket


def test_a_yes_to_nothing_that_names_a_model_is_about_that_model(customer) -> None:
    heard = customer.says(ACT, "yes the z5", intent="affirm", product="z5")
    assert heard.products == ["CAM-VAN-Z5-KIT"]
    assert not customer.basket
