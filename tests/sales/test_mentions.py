"""Words point at the right product, or at none."""

from dataclasses import replace
from decimal import Decimal

from sales.catalogue import Product
from sales.mentions import category_called, figures_beside, in_full, named, names_its_device, pick, the_only, words
from sales.ports import Hit

X2 = Product("X2", "Aurora X2 128 GB black", "Aurora", "phones", Decimal(629), attributes={"model": ("Aurora X2",)})
X2_MAX = Product(
    "X2X", "Aurora X2 Max black", "Aurora", "phones", Decimal(849), attributes={"model": ("Aurora X2 Max",)}
)
CASE = Product(
    "C", "Corva case for Aurora X2, red", "Corva", "phone-cases", Decimal(25), attributes={"fits_model": ("Aurora X2",)}
)
ALL = (X2, X2_MAX, CASE)


def test_a_number_that_is_in_no_name_tells_nothing_apart() -> None:
    assert figures_beside("blue", "in blue for 500", ALL) == []
    assert figures_beside("blue 128", "blue with 128", ALL) == []
    assert figures_beside("blue", "in blue with 128", ALL) == ["128"]


def test_words_that_name_nothing_name_no_product() -> None:
    assert named("", ALL) == ()
    assert named("the one please", ALL) == ()
    assert named("zeppelin", ALL) == ()


def test_a_model_means_itself_before_its_bigger_brother_and_its_case() -> None:
    assert named("X2", ALL) == (X2,)
    assert named("aurora x2 max", ALL) == (X2_MAX,)


def test_a_name_that_several_share_or_that_is_far_off_means_no_single_product() -> None:
    assert the_only("corva", ()) is None
    assert the_only("aurora x2", (Hit(X2, 0.9), Hit(replace(X2, sku="X2B"), 0.9))) is None
    assert the_only("zepelin", (Hit(X2, 0.4),)) is None
    assert the_only("auroa x2", (Hit(X2, 0.8), Hit(X2_MAX, 0.78))) is None


def test_a_misspelt_name_means_the_product_that_answers_clearly_best() -> None:
    assert the_only("auroa x2", (Hit(X2, 0.8), Hit(X2_MAX, 0.6))) == X2
    assert the_only("x2 max", (Hit(X2_MAX, 0.9), Hit(X2, 0.85))) == X2_MAX


def test_an_accessory_is_found_by_what_it_is_and_what_it_is_for() -> None:
    assert named("X2 cases", ALL) == (CASE,)


def test_the_device_alone_does_not_name_its_case() -> None:
    assert names_its_device("Aurora X2", CASE)
    assert not names_its_device("X2 case", CASE)
    assert not names_its_device("Aurora X2", X2)


def test_a_place_beyond_the_list_points_at_nothing() -> None:
    assert pick("", ALL, ordinal="4") == []
    assert pick("", ALL, ordinal="0") == []


def test_places_prices_words_and_the_other() -> None:
    assert pick("", ALL, ordinal="last") == [CASE]
    assert pick("the cheapest", ALL) == [CASE]
    assert pick("the red one", ALL) == [CASE]
    assert pick("not that, the other", (X2, CASE), focus="C") == [X2]


def test_a_name_in_full_beats_the_shorter_name_inside_it() -> None:
    assert in_full("add the Aurora X2 Max black please", ALL) == (X2_MAX,)
    assert in_full("add the Aurora", ALL) == ()


def test_a_category_is_known_by_its_name_in_either_number() -> None:
    assert category_called("phone case", ("phones", "phone-cases")) == "phone-cases"
    assert category_called("case", ("phones", "phone-cases")) is None


def test_a_kind_nobody_sells_is_no_category() -> None:
    assert category_called("coffee beans", ["coffee-machines", "capsules"]) is None


def test_the_last_word_says_what_kind_of_thing_it_is() -> None:
    assert category_called("coffee capsules", ["coffee-machines", "capsules"]) == "capsules"
    assert category_called("coffee machine", ["machines", "coffee-machines"]) == "coffee-machines"


def test_the_cheap_one_is_the_cheapest_of_those_shown() -> None:
    assert pick("the cheap one", [X2, CASE]) == [CASE]


def test_what_is_only_breathed_names_nothing() -> None:
    assert words("hmm um oh well lovely thx") == ()
