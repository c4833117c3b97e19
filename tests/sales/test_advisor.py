"""The decision as a whole."""

from decimal import Decimal

import pytest

from sales.advisor import decide
from sales.basket import Basket, Line
from sales.catalogue import RelationKind
from sales.compatibility import Fit
from sales.customer import Mood
from sales.offer import OfferKind, Reason
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
