"""What `sales.comparatives` promises."""

from sales.catalogue import Product
from sales.comparatives import ahead_of_all, comparative_in, superlative_in, surpassing
from tests.sales.make import product


def weighing(sku: str, kilograms: str) -> Product:
    return product(sku, attributes={"weight_kg": (kilograms,)} if kilograms else {})


def test_what_was_never_measured_cannot_be_surpassed() -> None:
    assert surpassing(weighing("A", ""), [weighing("B", "1")], "lighter") is None
    assert surpassing(weighing("A", "about two"), [weighing("B", "1")], "lighter") is None


def test_an_ordinary_word_is_no_comparative() -> None:
    assert comparative_in("another charger for my printer") == ""


def test_the_nearest_of_the_lighter_ones_comes_first_and_none_that_is_as_heavy() -> None:
    others = [weighing("B", "1.0"), weighing("C", "1.6"), weighing("D", "1.8"), weighing("E", "2.4"), weighing("F", "")]
    found = surpassing(weighing("A", "1.8"), others, comparative_in("is there a lighter one?"))
    assert [each.sku for each in found or []] == ["C", "B"]
    assert [each.sku for each in surpassing(weighing("A", "1.8"), others, "heavier") or []] == ["E"]


def test_the_best_and_the_smartest_measure_nothing() -> None:
    assert superlative_in("which is the best and smartest tv") == ""
    assert ahead_of_all([weighing("A", ""), weighing("B", "")], "lighter") is None


def test_the_lightest_is_ahead_of_all() -> None:
    several = [weighing("A", "1.8"), weighing("B", "1.0"), weighing("C", "")]
    lightest = ahead_of_all(several, superlative_in("the lightest you have?"))
    assert lightest is not None
    assert lightest.sku == "B"


def test_bigger_letters_are_no_bigger_thing() -> None:
    assert comparative_in("bigger letters matter") == ""
    assert comparative_in("a bigger one please") == "bigger"


def test_too_heavy_asks_for_a_lighter_one() -> None:
    assert comparative_in("too heavy for me") == "lighter"
    assert comparative_in("not too heavy") == ""
    assert comparative_in("its too big for my wrist") == ""
