"""Kinds and products are called as the shop writes them."""

import pytest

from sales.naming import kind_name, kind_of, short_name
from tests.sales.make import product


def test_things_with_nothing_in_common_have_no_name() -> None:
    assert kind_of("gift", [product("A", category="lamps"), product("B", category="pens")]) == ""


def test_a_word_that_is_not_true_of_all_is_not_repeated() -> None:
    some = [product("A", name="Zefa R3 robot vacuum", category="vacuums"), product("B", category="vacuums")]
    assert kind_of("robot vacuum", some) == "vacuums"


def test_a_misspelt_word_is_not_repeated() -> None:
    assert kind_of("coffee machien", [product("A", category="coffee-machines")]) == "coffee machines"


@pytest.mark.parametrize(
    ("category", "name"),
    [("tvs", "TVs"), ("hdmi-cables", "HDMI cables"), ("e-readers", "e-readers"), ("phone-cases", "phone cases")],
)
def test_letters_are_written_large(category: str, name: str) -> None:
    assert kind_name(category) == name


def test_what_was_said_is_repeated_where_it_is_true_of_all() -> None:
    some = [product(sku, name=f"Zefa {sku} robot vacuum", category="vacuums") for sku in ("R3", "R7")]
    assert kind_of("robot vacuum", some) == "robot vacuums"


def test_related_categories_share_their_last_word() -> None:
    assert kind_of("case", [product("A", category="phone-cases"), product("B", category="laptop-cases")]) == "cases"


def test_a_name_is_shortened_to_its_model_or_its_first_part() -> None:
    device = product("Z5", name="Vanta Z5 with 18-200 mm lens", attributes={"model": ("Vanta Z5",)})
    assert short_name(device) == "Vanta Z5"
    assert short_name(product("C", name="Corva screen glass for Aurora X2")) == "Corva screen glass"
    assert short_name(product("P", name="Pressa filter paper size 4, 100 pieces")) == "Pressa filter paper size 4"
