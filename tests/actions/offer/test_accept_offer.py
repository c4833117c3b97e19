"""What `action_accept_offer` promises."""

import pytest

from actions.basket.add_product import ActionAddProduct
from actions.offer.accept_offer import ActionAcceptOffer
from actions.offer.suggest_complement import ActionSuggestComplement
from tests.actions.conftest import Customer

ACT = ActionAcceptOffer()


@pytest.fixture
def offered(customer) -> str:
    """The id of an offer that waits."""
    customer.says(ActionAddProduct(), "add the Vanta Z5", intent="add_to_basket", product="Vanta Z5")
    return customer.then(ActionSuggestComplement()).offer


def test_an_offer_of_another_conversation_is_not_taken(customer, store, now, offered) -> None:
    other = Customer(store, now)
    heard = other.says(ACT, intent="accept_offer", offer_id=offered)
    assert heard.responses == ["utter_yes_to_what"]
    assert other.basket == {}


def test_a_second_tap_adds_nothing_more(customer, offered) -> None:
    customer.says(ACT, intent="accept_offer", offer_id=offered)
    before = customer.basket
    assert customer.says(ACT, intent="accept_offer", offer_id=offered).responses == ["utter_offer_answered_before"]
    assert customer.basket == before


def test_a_tap_adds_what_was_shown_and_repeats_the_total(customer, offered) -> None:
    offer = customer.store.offers.get(customer.id, offered)
    heard = customer.says(ACT, intent="accept_offer", offer_id=offered)
    assert heard.responses == ["utter_offer_accepted_two"]
    assert set(customer.basket) == {"CAM-VAN-Z5-KIT", *(sku for sku, _, _ in offer.items)}
    assert customer.store.offers.get(customer.id, offered).answer == "accept"
