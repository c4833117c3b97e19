"""What somebody likes counts a little, what is only guessed less, and neither lifts the irrelevant."""

import pytest

from sales.complements import candidates
from sales.tastes import Taste, inferred
from tests.sales.make import product, relation, situation

RED = product("RED", attributes={"colour": ("red",)}, brand="Corva")
BLUE = product("BLUE", attributes={"colour": ("blue",)}, brand="Vanta")


def ranked(*tastes: Taste, blue: float = 1.0) -> list[str]:
    talk = situation(tastes=tastes)
    shelf = {**talk.products, "RED": RED, "BLUE": BLUE}
    found = candidates(talk, [relation("RED", score=0.98), relation("BLUE", score=blue)], shelf, ())
    return [each.product.sku for each in found]


@pytest.mark.parametrize("brands", [["Corva"], ["Corva", "Corva"], ["Corva", "Vanta", "Solva"]])
def test_few_or_mixed_purchases_say_nothing(brands: list[str]) -> None:
    assert inferred([product(f"P{number}", brand=brand) for number, brand in enumerate(brands)]) == ()


def test_a_liking_never_counts_towards_relevance() -> None:
    talk = situation(tastes=(Taste("brand", "Corva"),))
    (found,) = candidates(talk, [relation("RED", score=0.2)], {**talk.products, "RED": RED}, ())
    assert found.relevance == 0.2
    assert found.parts["taste"] > 0


def test_without_a_liking_the_surer_relation_is_first() -> None:
    assert ranked() == ["BLUE", "RED"]


def test_a_stated_colour_and_a_guessed_brand_come_before_an_equal() -> None:
    assert ranked(Taste("colour", "Red")) == ["RED", "BLUE"]
    assert ranked(Taste("brand", "Corva", stated=False)) == ["RED", "BLUE"]


def test_what_was_said_counts_more_than_what_was_guessed() -> None:
    assert ranked(Taste("brand", "Corva", stated=False), Taste("colour", "blue"), blue=0.98) == ["BLUE", "RED"]


def test_the_brand_of_most_purchases_is_guessed_and_marked_as_such() -> None:
    owned = [product(f"P{number}", brand=brand) for number, brand in enumerate(["Corva", "Corva", "Vanta"])]
    assert inferred(owned) == (Taste("brand", "Corva", stated=False),)
