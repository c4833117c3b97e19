"""What a basket refuses, and what it adds up to."""

import pytest

from sales.basket import Basket
from sales.errors import InvalidError


@pytest.mark.parametrize("quantity", [0, -1, 1000])
def test_an_impossible_quantity_is_refused(quantity) -> None:
    with pytest.raises(InvalidError, match="from 1 to 999"):
        Basket().add("A", quantity)


def test_adding_the_same_thing_again_raises_its_quantity() -> None:
    basket = Basket().add("A").add("B").add("A", 2)
    assert [(line.sku, line.quantity) for line in basket.lines] == [("A", 3), ("B", 1)]


def test_setting_a_quantity_to_nothing_takes_the_line_out() -> None:
    assert Basket().add("A").set("A", 0) == Basket()


def test_removing_what_is_not_there_changes_nothing() -> None:
    assert Basket().add("A").remove("B") == Basket().add("A")
