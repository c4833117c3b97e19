"""What `action_suggest_complement` promises."""

from actions.basket.add_product import ActionAddProduct
from actions.offer.suggest_complement import ActionSuggestComplement
from sales.customer import CaseKind
from tests.actions.conftest import X2

ACT = ActionSuggestComplement()


def test_without_an_occasion_nothing_is_decided(customer) -> None:
    heard = customer.says(ACT, "how long is delivery", intent="ask_delivery")
    assert heard.responses == []
    assert customer.store.offers.decisions(customer.id) == []


def test_an_unhappy_customer_is_not_sold_to_and_the_silence_is_recorded(customer) -> None:
    customer.is_unhappy()
    customer.says(ActionAddProduct(), "add the Vanta Z5", intent="add_to_basket", product="Vanta Z5")
    heard = customer.then(ACT)
    assert heard.responses == []
    assert customer.store.offers.decisions(customer.id)[0]["rule"] == "unhappy"


def test_a_case_keeps_it_silent_whatever_the_mood(customer) -> None:
    customer.store.cases.open(conversation_id=customer.id, kind=CaseKind.RETURN, now=customer.now)
    customer.says(ActionAddProduct(), "add the Vanta Z5", intent="add_to_basket", product="Vanta Z5")
    assert customer.then(ACT).offer is None
    assert customer.store.offers.decisions(customer.id)[0]["rule"] == "open case"


def test_before_payment_only_what_the_purchase_needs_is_offered(customer) -> None:
    customer.puts(X2)
    heard = customer.says(ACT, "checkout", intent="checkout")
    assert heard.offer is None


def test_what_goes_with_the_addition_is_offered_with_reason_price_and_total(customer) -> None:
    customer.says(ActionAddProduct(), "add the Vanta Z5", intent="add_to_basket", product="Vanta Z5")
    heard = customer.then(ACT)
    offer = customer.store.offers.get(customer.id, heard.offer)
    assert len(offer.items) <= 2
    assert all(reason for _, reason, _ in offer.items)
    assert offer.total_after == offer.price + 749
    assert heard.values["total"].startswith("€")
