"""What `action_hold_offer` promises."""

from actions.basket.add_product import ActionAddProduct
from actions.offer.hold_offer import ActionHoldOffer

ACT = ActionHoldOffer()


def test_a_held_offer_says_nothing_and_is_on_record(customer) -> None:
    customer.is_unhappy()
    customer.says(ActionAddProduct(), "add the Vanta Z5", intent="add_to_basket", product="Vanta Z5")
    heard = customer.then(ACT)
    assert heard.responses == []
    decision = customer.store.offers.decisions(customer.id)[0]
    assert (decision["outcome"], decision["rule"]) == ("silence", "unhappy")


def test_it_holds_where_sales_alone_would_offer(customer) -> None:
    customer.says(ActionAddProduct(), "add the Vanta Z5", intent="add_to_basket", product="Vanta Z5")
    assert customer.then(ACT).offer is None
    assert customer.store.offers.waiting(customer.id) is None
    assert customer.store.offers.decisions(customer.id)[0]["outcome"] == "silence"
