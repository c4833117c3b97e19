"""Goods and the service they cannot be sold without."""

from sales.advisor import decide
from sales.basket import Basket
from sales.complements import candidates
from sales.offer import Reason
from sales.solutions import complete, missing, set_quantity
from tests.sales.make import product, relation, situation

COOLER = product("COOLER", "849", installation="FITTING", benefits=("cools",))
FITTING = product("FITTING", "690", stock=None, benefits=("is done in a day",))
SHELF = {"COOLER": COOLER, "FITTING": FITTING}


def test_a_basket_without_the_service_is_torn() -> None:
    assert missing(Basket().add("COOLER", 2).add("FITTING"), SHELF) == (COOLER,)
    assert missing(Basket().add("COOLER").add("FITTING"), SHELF) == ()


def test_each_piece_gets_its_service_and_a_service_too_many_stays() -> None:
    assert complete(Basket().add("COOLER", 2), SHELF).quantity("FITTING") == 2
    assert complete(Basket().add("COOLER").add("FITTING", 3), SHELF).quantity("FITTING") == 3


def test_taking_the_product_out_takes_its_service_out() -> None:
    both = Basket().add("COOLER", 2).add("FITTING", 2)
    assert set_quantity(both, COOLER, 0, SHELF) == Basket()
    assert set_quantity(both, COOLER, 1, SHELF).quantity("FITTING") == 1
    assert set_quantity(both, COOLER, 3, SHELF).quantity("FITTING") == 3


def test_a_solution_is_not_offered_while_its_service_is_unknown() -> None:
    talk = situation()
    shelf = {**talk.products, "COOLER": COOLER}
    decision = decide(talk, candidates(talk, [relation("COOLER")], shelf, ()))
    assert [verdict.reason for verdict in decision.verdicts] == [Reason.OUT_OF_STOCK]


def test_a_solution_is_offered_as_one_with_both_prices() -> None:
    talk = situation()
    shelf = {**talk.products, **SHELF, "LAMP": product("LAMP", category="lamps")}
    offer = decide(talk, candidates(talk, [relation("COOLER"), relation("LAMP", score=0.9)], shelf, ())).offer
    assert offer is not None
    assert [item.product.sku for item in offer.items] == ["COOLER", "FITTING"]
    assert (offer.price, offer.total_after) == (1539, 2239)
