"""Attributes are shown in words, with their units."""

import pytest

from web.shop.departments import departments, title
from web.shop.facts import facts


def test_what_only_the_shop_needs_is_not_shown() -> None:
    assert list(facts({"variant_of": ["CASE"], "colour": []})) == []


@pytest.mark.parametrize(
    ("key", "values", "shown"),
    [
        ("storage_gb", ["128"], ("Storage", "128 GB")),
        ("battery_hours", ["26"], ("Battery", "26 hours")),
        ("good_for", ["travel", "small hands"], ("Good for", "travel, small hands")),
        ("connector", ["usb-c"], ("Connector", "USB-C")),
        ("hours", ["5000"], ("Hours", "5000")),
        ("wifi", ["yes"], ("Wi-Fi", "yes")),
    ],
)
def test_an_attribute_is_written_out(key: str, values: list[str], shown: tuple[str, str]) -> None:
    assert list(facts({key: values})) == [shown]


@pytest.mark.parametrize(
    ("category", "shown"),
    [("phone-cases", "Phone cases"), ("tvs", "Televisions"), ("ac-filters", "AC filters"), ("games", "Games")],
)
def test_a_category_is_written_as_people_write_it(category: str, shown: str) -> None:
    assert title(category) == shown


def test_a_department_without_products_is_not_there_and_no_product_is_without_one() -> None:
    found = departments({"phones": 3, "road-bikes": 2})
    assert [(d.name, d.size) for d in found] == [("Phones", 3), ("Road bikes", 2)]
