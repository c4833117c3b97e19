"""What `action_stop_offers` promises."""

import pytest

from actions.basket.add_product import ActionAddProduct
from actions.offer.stop_offers import ActionStopOffers
from actions.offer.suggest_complement import ActionSuggestComplement

ACT = ActionStopOffers()


@pytest.fixture
def offered(customer) -> str:
    """The id of an offer that waits."""
    customer.says(ActionAddProduct(), "add the Vanta Z5", intent="add_to_basket", product="Vanta Z5")
    return customer.then(ActionSuggestComplement()).offer


def test_no_more_suggestions_is_kept_and_ends_the_waiting_offer(customer, offered) -> None:
    assert customer.says(ACT, "no more suggestions", intent="stop_offers").responses == ["utter_offers_stopped"]
    assert customer.store.conversations.get(customer.id).opted_out
    assert customer.store.offers.get(customer.id, offered).answer == "stop"


def test_afterwards_nothing_is_offered(customer) -> None:
    customer.says(ACT, "no suggestions", intent="stop_offers")
    customer.says(ActionAddProduct(), "add the Vanta Z5", intent="add_to_basket", product="Vanta Z5")
    assert customer.then(ActionSuggestComplement()).offer is None
