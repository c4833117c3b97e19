"""The two sides of "this or that", and what is true of either."""

import pytest

from sales.sides import names_a_model, side_of, sides_in
from tests.sales.make import product


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("4K or full HD? what do i really need", "4K", "full HD"),
        ("what's the difference between OLED and QLED", "OLED", "QLED"),
        ("inkjet vs laser, what's different", "inkjet", "laser"),
        ("beans or capsules, what is better", "beans", "capsules"),
        ("should I take a wired or a wireless one", "wired", "wireless"),
    ],
)
def test_the_sides_are_read(text: str, first: str, second: str) -> None:
    readings = sides_in(text)
    assert readings is not None
    assert first in readings[0]
    assert second in readings[1]


@pytest.mark.parametrize("text", ["is it light", "should I buy now or not", "do you have it or no", "show me phones"])
def test_there_are_not_always_sides(text: str) -> None:
    assert sides_in(text) is None


def test_the_longest_reading_that_is_true_counts() -> None:
    sharp = product("A", attributes={"resolution": ("full-hd",)})
    plain = product("B", attributes={"resolution": ("4k",)})
    side = side_of(("full HD", "HD"), [plain, sharp])
    assert (side.said, side.products) == ("full HD", (sharp,))


def test_by_facts_a_description_says_nothing() -> None:
    told = product("A", description="Better than any laser.")
    assert side_of(("laser",), [told]).products == (told,)
    assert side_of(("laser",), [told], by_facts=True).products == ()


def test_a_brand_and_a_model_with_a_figure_are_no_kinds() -> None:
    camera = product("A", brand="Vanta", attributes={"model": ("Vanta Z5",)})
    assert names_a_model("z5", [camera])
    assert names_a_model("vanta", [camera])
    assert not names_a_model("zoom", [camera])


def test_the_short_forms_of_between_and_and_are_read() -> None:
    found = sides_in("whats the difference btw oled n qled")
    assert found is not None
    assert (found[0][-1], found[1][-1]) == ("oled", "qled")
