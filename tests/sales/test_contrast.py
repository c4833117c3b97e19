"""What sets products apart is a fact of each, or nothing is said."""

from sales.contrast import advantages, strengths
from tests.sales.make import product


def camera(sku: str, price: str = "700", **attributes: str):
    return product(sku, price, category="cameras", attributes={key: (value,) for key, value in attributes.items()})


def test_two_of_different_kinds_are_not_compared() -> None:
    assert advantages(camera("A", weight_g="1"), product("B", category="bags", attributes={"weight_g": ("2",)})) is None


def test_one_that_is_better_in_nothing_is_not_flattered() -> None:
    assert advantages(camera("A", "500", weight_g="300"), camera("B", "700", weight_g="400")) is None


def test_a_fact_that_only_one_of_them_states_does_not_count() -> None:
    assert advantages(camera("A", zoom="9", weight_g="500"), camera("B", weight_g="500")) is None


def test_a_value_that_is_no_figure_does_not_count() -> None:
    assert advantages(camera("A", zoom="long"), camera("B", zoom="9")) is None


def test_each_is_told_what_it_has_over_the_other() -> None:
    assert advantages(camera("A", zoom="7.5", weight_g="480"), camera("B", zoom="11", weight_g="640")) == (
        "is lighter",
        "has the longer zoom",
    )


def test_what_the_need_speaks_of_comes_first() -> None:
    first = camera("A", "700", noise_db="60", weight_g="400")
    second = camera("B", "600", noise_db="70", weight_g="500")
    assert advantages(first, second, "something quieter") == ("is quieter", "costs less")
    assert advantages(first, second, "something lighter") == ("is lighter", "costs less")


def test_a_benefit_that_all_have_sets_nothing_apart() -> None:
    assert strengths([product("A", benefits=("small",)), product("B", benefits=("small",))]) is None


def test_each_is_told_the_benefit_that_only_it_has_and_that_answers_the_need() -> None:
    some = [product("A", benefits=("small", "good for running")), product("B", benefits=("small", "loud"))]
    assert strengths(some, "running shoes") == ("good for running", "loud")
