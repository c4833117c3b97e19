"""Three answers: fits, does not, unknown."""

import pytest

from sales.compatibility import Condition, Fit, FitRule, Operator, governed, judge
from tests.sales.make import product

CASES = FitRule("cases", "phones", (Condition("fits_model", Operator.CONTAINS, "model"),))
SLEEVES = FitRule("sleeves", "laptops", (Condition("screen_in", Operator.AT_LEAST, "screen_in"),))
MEMORY = FitRule(
    "memory",
    "laptops",
    (Condition("memory_type", Operator.EQUALS, "memory_type"), Condition("gb", Operator.AT_MOST, "max_gb")),
)
RULES = (CASES, SLEEVES, MEMORY)


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
