"""Three answers: fits, does not, unknown."""

import pytest

from sales.compatibility import Condition, Fit, FitRule, Operator, Pieces, governed, judge
from tests.sales.make import product

CASES = FitRule("cases", "phones", (Condition("fits_model", Operator.CONTAINS, "model"),))
SLEEVES = FitRule("sleeves", "laptops", (Condition("screen_in", Operator.AT_LEAST, "screen_in"),))
MEMORY = FitRule(
    "memory",
    "laptops",
    (Condition("memory_type", Operator.EQUALS, "memory_type"), Condition("gb", Operator.AT_MOST, "max_gb")),
)
OLD_CHIPS = FitRule(
    "boards",
    "chips",
    (
        Condition("socket", Operator.EQUALS, "socket"),
        Condition("", Operator.ONE_OF, "year", ("2015", "2016")),
        Condition("chipset", Operator.NONE_OF, "", ("Q9",)),
    ),
    every=True,
)
STICKS = FitRule(
    "sticks",
    "boards",
    (Condition("pieces", Operator.SUM_AT_MOST, "slots"), Condition("kind", Operator.EQUALS, "kind")),
    every=True,
)
RULES = (CASES, SLEEVES, MEMORY, OLD_CHIPS, STICKS)


def thing(category: str, **attributes: str):
    return product(
        category.upper(), category=category, attributes={k: tuple(v.split("/")) for k, v in attributes.items()}
    )


@pytest.mark.parametrize(
    ("accessory", "device", "answer"),
    [
        (thing("cases", fits_model="X1"), thing("phones", model="X2"), Fit.DOES_NOT),
        (thing("cases", fits_model="X1"), thing("phones", model="X1 mini"), Fit.DOES_NOT),
        (thing("cases"), thing("phones", model="X2"), Fit.UNKNOWN),
        (thing("cases", fits_model="X2"), thing("phones"), Fit.UNKNOWN),
        (thing("cases", fits_model="X2"), thing("laptops", model="X2"), Fit.UNKNOWN),
        (thing("sleeves", screen_in="thirteen"), thing("laptops", screen_in="14"), Fit.UNKNOWN),
        (thing("memory", memory_type="ddr5", gb="64"), thing("laptops", memory_type="ddr5", max_gb="32"), Fit.DOES_NOT),
        (thing("memory", memory_type="ddr4", gb="16"), thing("laptops", memory_type="ddr5"), Fit.DOES_NOT),
        (thing("memory", memory_type="ddr5", gb="16"), thing("laptops", memory_type="ddr5"), Fit.UNKNOWN),
        (thing("sleeves", screen_in="30 cm"), thing("laptops", screen_in="14 in"), Fit.UNKNOWN),
        (thing("boards", socket="S1", chipset="Q9"), thing("chips", socket="S1", year="2015"), Fit.DOES_NOT),
        (thing("boards", socket="S1", chipset="Q1"), thing("chips", socket="S1", year="2019"), Fit.DOES_NOT),
        (thing("boards", socket="S1", chipset="Q1"), thing("chips", socket="S1"), Fit.UNKNOWN),
        (thing("boards", socket="S1", chipset="Q1"), thing("chips", socket="S1", year="2016"), Fit.FITS),
        (thing("chips", socket="S1", year="2016"), thing("boards", socket="S1", chipset="Q1"), Fit.FITS),
        (thing("chips", socket="S2", year="2016"), thing("boards", socket="S1", chipset="Q1"), Fit.DOES_NOT),
        (thing("sleeves", screen_in="36 cm"), thing("laptops", screen_in="35.8cm"), Fit.FITS),
        (thing("cases", fits_model="X1/X2"), thing("phones", model="x2"), Fit.FITS),
        (thing("sleeves", screen_in="14"), thing("laptops", screen_in="13.3"), Fit.FITS),
        (thing("memory", memory_type="ddr5", gb="16"), thing("laptops", memory_type="ddr5", max_gb="32"), Fit.FITS),
        (thing("cloths"), thing("laptops"), Fit.FITS),
    ],
)
def test_an_accessory_is_judged_by_its_categorys_rules(accessory, device, answer) -> None:
    assert judge(RULES, accessory, device) is answer


def test_only_categories_with_a_rule_have_to_fit_something() -> None:
    assert governed(RULES, "cases")
    assert not governed(RULES, "cloths")


def test_what_lies_in_the_basket_already_takes_its_share_of_the_room() -> None:
    board = thing("boards", slots="4", kind="d5")
    pair = product("PAIR", category="sticks", attributes={"pieces": ("2",), "kind": ("d5",)})
    basket = [Pieces(board), Pieces(pair, 2)]
    assert judge(RULES, pair, board, basket) is Fit.DOES_NOT
    assert judge(RULES, pair, board, [Pieces(board), Pieces(pair, 1)]) is Fit.FITS
    assert judge(RULES, pair, board, [Pieces(board, 2), Pieces(pair, 3)]) is Fit.FITS


def test_a_part_has_to_fit_everything_of_the_basket_that_becomes_one_machine_with_it() -> None:
    chip = thing("chips", socket="S1", year="2015")
    board = product("B", category="boards", attributes={"socket": ("S2",), "chipset": ("Q1",), "slots": ("2",)})
    stick = thing("sticks", pieces="1", kind="d5")
    good = product("G", category="boards", attributes={"slots": ("2",), "kind": ("d5",)})
    assert judge(RULES, stick, good, [Pieces(chip), Pieces(board)]) is Fit.UNKNOWN
    assert judge(RULES, stick, good, [Pieces(chip), Pieces(good)]) is Fit.FITS


def test_a_case_need_not_fit_the_other_phone_of_the_basket() -> None:
    mine = thing("phones", model="X1")
    other = product("OTHER", category="phones", attributes={"model": ("X2",)})
    assert judge(RULES, thing("cases", fits_model="X1"), mine, [Pieces(mine), Pieces(other)]) is Fit.FITS
