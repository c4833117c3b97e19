"""What `action_decline_offer` promises."""

import pytest

from actions.basket.add_product import ActionAddProduct
from actions.offer.decline_offer import ActionDeclineOffer
from actions.offer.suggest_complement import ActionSuggestComplement

ACT = ActionDeclineOffer()


@pytest.fixture
def offered(customer) -> str:
    """The id of an offer that waits."""
    customer.says(ActionAddProduct(), "add the Vanta Z5", intent="add_to_basket", product="Vanta Z5")
    return customer.then(ActionSuggestComplement()).offer


def test_a_no_changes_nothing_in_the_basket(customer, offered) -> None:
    before = customer.basket
    heard = customer.says(ACT, intent="decline_offer", offer_id=offered)
    assert heard.responses == ["utter_offer_declined"]
    assert customer.basket == before
    assert customer.store.offers.get(customer.id, offered).answer == "decline"


def test_an_unknown_offer_is_nothing_to_refuse(customer) -> None:
    assert customer.says(ACT, intent="decline_offer", offer_id="none").responses == ["utter_no_to_what"]
