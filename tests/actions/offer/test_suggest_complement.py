"""What `action_suggest_complement` promises."""

from decimal import Decimal

from actions.basket.add_product import ActionAddProduct
from actions.offer.accept_offer import ActionAcceptOffer
from actions.offer.suggest_complement import ActionSuggestComplement
from actions.offering import reason_of
from sales.catalogue import Evidence, Origin, Product, Relation, RelationKind
from sales.compatibility import Fit
from sales.customer import CaseKind
from sales.offer import Candidate
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


def test_a_pair_that_only_the_orders_speak_for_is_told_with_its_counts() -> None:
    item = Candidate(
        Product("CAGE", "Bottle cage", "Cyc", "cages", Decimal("8.99")),
        Relation("BIKE", RelationKind.COMPLEMENT, "CAGE", Evidence(Origin.MINED, together=41, out_of=100)),
        Fit.FITS,
        0.8,
    )
    assert reason_of(item) == "was taken along by 41 of 100 buyers"


def test_a_set_is_told_with_what_it_saves_and_the_order_costs_what_was_told(customer) -> None:
    customer.says(ActionAddProduct(), "add the Uno in silver", intent="add_to_basket", product="Pressa Uno silver")
    heard = customer.then(ACT)
    assert heard.responses == ["utter_offer_bundle"]
    told = {name: heard.values[name] for name in ("price", "before", "saving", "total", "reason")}
    assert told == {
        "price": "€34.62",
        "before": "€54.80",
        "saving": "€20.18",
        "total": "€383.62",
        "reason": "makes a barista's corner",
    }
    accepted = customer.says(ActionAcceptOffer(), intent="accept_offer", offer_id=heard.offer)
    assert (accepted.values["price"], accepted.values["total"]) == ("€34.62", "€383.62")
    assert customer.ordered("PAP-A4-500").total == Decimal("389.52")
