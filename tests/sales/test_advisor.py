"""The decision as a whole."""

from dataclasses import replace
from decimal import Decimal

import pytest

from sales.advisor import decide
from sales.basket import Basket, Line
from sales.catalogue import RelationKind
from sales.compatibility import Fit
from sales.customer import Mood
from sales.offer import OfferKind, Reason
from sales.pricing import Bundle, PriceBook
from sales.rules import SILENCE
from sales.situation import Limits, Moment, OfferHistory
from tests.sales.make import candidate, product, situation


def test_nothing_to_offer_is_silence_with_its_reason() -> None:
    decision = decide(situation(), [])
    assert decision.offer is None
    assert decision.reason is Reason.NOTHING_QUALIFIES


def test_an_unhappy_customer_is_offered_nothing_however_well_it_fits() -> None:
    decision = decide(situation(mood=Mood.UNHAPPY), [candidate()])
    assert decision.offer is None
    assert decision.reason is Reason.UNHAPPY
    assert [verdict.reason for verdict in decision.verdicts] == [Reason.UNHAPPY]


def test_silence_keeps_every_candidate_with_its_reason() -> None:
    decision = decide(situation(), [candidate(fits=Fit.UNKNOWN), candidate(product("BAG", stock=0))])
    assert [verdict.reason for verdict in decision.verdicts] == [Reason.FIT_UNKNOWN, Reason.OUT_OF_STOCK]


def test_at_most_two_things_are_offered_and_the_others_are_told_why() -> None:
    offered = [candidate(product(sku)) for sku in ("CARD", "BAG", "TRIPOD")]
    decision = decide(situation(), offered)
    assert decision.offer is not None
    assert [item.product.sku for item in decision.offer.items] == ["CARD", "BAG"]
    assert decision.verdicts[2].reason is Reason.OVER_LIMIT


def test_two_of_the_same_category_do_not_stand_side_by_side() -> None:
    twins = [candidate(product("CARD-64", category="cards")), candidate(product("CARD-128", category="cards"))]
    decision = decide(situation(), twins)
    assert decision.offer is not None
    assert len(decision.offer.items) == 1


@pytest.mark.parametrize("first", [RelationKind.UPGRADE, RelationKind.COMPLEMENT])
def test_an_upgrade_and_a_complement_are_never_offered_together(first) -> None:
    other = ({RelationKind.UPGRADE, RelationKind.COMPLEMENT} - {first}).pop()
    both = [candidate(product("BIGGER"), kind=first), candidate(product("CARD"), kind=other)]
    decision = decide(situation(moment=Moment.PRODUCT_PAGE), both)
    assert decision.offer is not None
    assert [item.relation.kind for item in decision.offer.items] == [first]


def test_price_and_total_are_right_to_the_cent() -> None:
    basket = Basket((Line("CAMERA", 3),))
    offered = [candidate(product("CARD", "19.99")), candidate(product("BAG", "0.10"))]
    offer = decide(situation(basket=basket), offered).offer
    assert offer is not None
    assert offer.price == Decimal("20.09")
    assert offer.total_after == Decimal("2120.09")


def test_a_service_is_offered_as_a_service() -> None:
    offer = decide(situation(), [candidate(product("SETUP"), kind=RelationKind.SERVICE)]).offer
    assert offer is not None
    assert offer.kind is OfferKind.SERVICE


def test_the_first_silence_rule_in_the_list_names_the_reason() -> None:
    everything = situation(
        owner="agent", mood=Mood.UNHAPPY, opted_out=True, history=OfferHistory(waiting=True, in_conversation=9, today=9)
    )
    assert decide(everything, [candidate()]).reason is SILENCE[0](everything)


def test_one_item_is_offered_where_the_shop_wants_only_one() -> None:
    offered = [candidate(product("CARD")), candidate(product("BAG"))]
    offer = decide(situation(limits=Limits(items_per_offer=1)), offered).offer
    assert offer is not None
    assert len(offer.items) == 1


def bundled(percent: str, *, camera_in_basket: bool = True):
    bag, card = product("BAG", "50", category="bags"), product("CARD", "20", category="cards")
    bundle = Bundle("KIT", "Photo kit", Decimal(percent), (("CAMERA", 1), ("BAG", 1), ("CARD", 1)), "makes a kit")
    talk = situation(prices=PriceBook(bundles=(bundle,), floor=Decimal("0.1")))
    if not camera_in_basket:
        talk = replace(talk, basket=Basket())
    ranked = [candidate(product("STRAP", category="straps")), candidate(bag), candidate(card)]
    return decide(talk, ranked[1:]), decide(talk, ranked)


def test_a_refill_beside_something_else_is_not_called_a_refill() -> None:
    bag, brush = product("BAG", category="bags"), product("BRUSH", category="brushes")
    alone = decide(situation(), [candidate(bag, kind=RelationKind.REFILL)]).offer
    both = decide(situation(), [candidate(bag, kind=RelationKind.REFILL), candidate(brush)]).offer
    assert alone is not None
    assert both is not None
    assert (alone.kind, both.kind) == (OfferKind.REFILL, OfferKind.COMPLEMENT)


def test_a_bundle_below_the_margin_floor_is_not_offered_as_one() -> None:
    decision, _ = bundled("60")
    assert decision.offer.kind is OfferKind.COMPLEMENT
    assert decision.offer.total_after == Decimal("770")


def test_a_bundle_whose_main_product_is_not_in_the_basket_saves_nothing() -> None:
    decision, _ = bundled("10", camera_in_basket=False)
    assert decision.offer.kind is OfferKind.COMPLEMENT


def test_what_goes_with_it_better_than_a_bundle_comes_first() -> None:
    _, decision = bundled("10")
    assert decision.offer.items[0].product.sku == "STRAP"


def test_what_fills_a_bundle_is_offered_together_at_the_price_of_the_set() -> None:
    decision, _ = bundled("5")
    offer = decision.offer
    assert offer.kind is OfferKind.BUNDLE
    assert {item.product.sku for item in offer.items} == {"BAG", "CARD"}
    assert (offer.price_before, offer.price, offer.total_after) == (Decimal(70), Decimal("31.50"), Decimal("731.50"))


def test_a_partners_item_stands_alone_so_that_it_is_disclosed() -> None:
    cover = product("COVER", category="covers", partner="Blendwerk")
    decision = decide(situation(), [candidate(cover), candidate(product("CARD", category="cards"))])
    assert [item.product.sku for item in decision.offer.items] == ["COVER"]
