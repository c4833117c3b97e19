"""Features are answered from the product's data, or not at all."""

from dataclasses import replace
from decimal import Decimal

import pytest

from sales.catalogue import Product
from sales.features import Feature, differences, facts, find_feature
from sales.variants import variants

CAMERA = Product(
    "Z5",
    "Vanta Z5",
    "Vanta",
    "cameras",
    Decimal(749),
    description="Fast focus for sport. The grip is warm in winter.",
    attributes={"model": ("Vanta Z5",), "water": ("IPX4",), "weight_g": ("640",), "variant_of": ("Z",)},
)


@pytest.mark.parametrize("question", ["can it teleport", "", "is it", "does the Vanta Z5"])
def test_what_the_data_does_not_tell_is_not_answered(question: str) -> None:
    assert find_feature(CAMERA, question) is None


def test_an_attribute_answers_with_its_unit() -> None:
    assert find_feature(CAMERA, "how heavy is it") == Feature("weight", "640 g", "weighs 640 g")
    assert find_feature(CAMERA, "is it waterproof?") == Feature(
        "water", "splash-proof (IPX4), not for heavy rain", "is splash-proof (IPX4), not for heavy rain"
    )


def test_else_the_sentence_that_speaks_of_it() -> None:
    assert find_feature(CAMERA, "how is the grip") == "The grip is warm in winter."


def test_facts_leave_out_what_is_only_for_the_shop() -> None:
    assert [fact.name for fact in facts(CAMERA)] == ["water", "weight"]


def test_equal_products_have_no_differences() -> None:
    assert differences(CAMERA, CAMERA) == ()


def test_variants_share_a_model_and_exclude_the_product_itself() -> None:
    other = Product("Z5B", "Vanta Z5 blue", "Vanta", "cameras", Decimal(749), attributes={"variant_of": ("Z",)})
    stranger = Product("Q", "Q", "Q", "cameras", Decimal(1))
    assert variants(CAMERA, (CAMERA, other, stranger)) == (other,)
    assert variants(stranger, (CAMERA, other)) == ()


def test_a_rating_is_said_in_words() -> None:
    found = find_feature(CAMERA, "is it weatherproof")
    assert isinstance(found, Feature)
    assert found.says == "is splash-proof (IPX4), not for heavy rain"


def test_what_it_carries_is_not_what_it_weighs() -> None:
    treadmill = replace(CAMERA, attributes={"weight_kg": ("68",)})
    assert find_feature(treadmill, "what is the weight limit") is None
