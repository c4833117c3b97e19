"""What `action_meet_price` promises."""

import pytest

from actions.basket.add_product import ActionAddProduct
from actions.offer.meet_price import ActionMeetPrice
from actions.offer.suggest_complement import ActionSuggestComplement

ACT = ActionMeetPrice()


@pytest.fixture
def offered(customer) -> str:
    """The id of an offer that waits."""
    customer.says(ActionAddProduct(), "add the Vanta Z5", intent="add_to_basket", product="Vanta Z5")
    return customer.then(ActionSuggestComplement()).offer


def test_right_after_an_offer_it_is_a_no(customer, offered) -> None:
    assert customer.says(ACT, "too expensive", intent="too_expensive").responses == ["utter_offer_declined"]
    assert customer.store.offers.get(customer.id, offered).answer == "decline"


def test_otherwise_cheaper_ones_are_shown(customer) -> None:
    customer.sees("CAM-VAN-Z6-KIT", focus="CAM-VAN-Z6-KIT")
    heard = customer.says(ACT, "too expensive", intent="too_expensive")
    assert heard.responses == ["utter_cheaper"]


def test_prices_called_a_joke_before_anything_was_shown_get_a_question_for_the_limit(customer) -> None:
    heard = customer.says(ACT, "your prices are a joke", intent="too_expensive")
    assert heard.responses == ["utter_prices_as_they_are"]


def test_another_shops_price_is_not_matched_and_nothing_else_is_pushed(customer) -> None:
    text = "i saw the Brisa tower fan for 69 elsewhere"
    heard = customer.says(ACT, text, intent="too_expensive", product="Brisa tower fan")
    assert heard.responses == ["utter_price_elsewhere"]
    assert heard.values["price"] == "€79"
    assert not heard.products
