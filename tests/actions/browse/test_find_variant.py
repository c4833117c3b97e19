"""What `action_find_variant` promises."""

from actions.browse.find_variant import ActionFindVariant
from tests.actions.conftest import CAMERA, X2_CASE

ACT = ActionFindVariant()


def test_a_product_without_variants_has_none(customer) -> None:
    customer.sees(CAMERA, focus=CAMERA)
    assert customer.says(ACT, "other colours?", intent="ask_other_variant").responses == ["utter_no_variant"]


def test_a_missing_colour_is_admitted_and_the_real_ones_shown(customer) -> None:
    customer.sees(X2_CASE, focus=X2_CASE)
    heard = customer.says(ACT, "in purple?", intent="ask_other_variant", colour="purple")
    assert heard.responses == ["utter_other_variants_only"]


def test_two_details_that_no_variant_has_together_are_not_said_to_be_there(customer) -> None:
    asked = "do you have the aurora x2 in blue with 256"
    heard = customer.says(
        ACT, asked, intent="ask_other_variant", product="aurora x2", attribute="blue with 256", colour="blue"
    )
    assert heard.responses == ["utter_other_variants_only"]
    assert heard.values["wanted"] == "blue with 256"
    assert {"PH-AUR-X2-128-BLU", "PH-AUR-X2-256-BLK"} <= set(heard.products)


def test_a_figure_that_nothing_marked_counts_too(customer) -> None:
    asked = "do you have the aurora x2 in blue with 256"
    heard = customer.says(ACT, asked, intent="ask_other_variant", product="aurora x2", colour="blue")
    assert heard.values["wanted"] == "blue 256"


def test_the_model_is_no_detail_of_its_variants(customer) -> None:
    customer.sees("HP-SOL-H7-BLK", focus="HP-SOL-H7-BLK")
    heard = customer.says(ACT, "is there a h7 in blue", intent="ask_other_variant", attribute=["h7", "blue"])
    assert heard.values["wanted"] == "blue"


def test_the_named_product_itself_may_be_the_one(customer) -> None:
    asked = "is there the aurora x2 in black with 256"
    heard = customer.says(ACT, asked, intent="ask_other_variant", product="aurora x2", attribute="black with 256")
    assert heard.products == ["PH-AUR-X2-256-BLK"]


def test_a_lighter_one_is_of_the_same_kind_and_weighs_less(customer) -> None:
    customer.sees("LAP-KOR-S15-512-BLU", focus="LAP-KOR-S15-512-BLU")
    heard = customer.says(ACT, "is there a lighter one", intent="ask_other_variant", attribute="lighter")
    assert heard.responses == ["utter_surpassing"]
    assert {customer.store.catalogue.get(sku).category for sku in heard.products} == {"laptops"}
    assert "LAP-KOR-S15-256-BLU" not in heard.products


def test_what_no_figure_tells_is_not_claimed(customer) -> None:
    customer.sees(X2_CASE, focus=X2_CASE)
    heard = customer.says(ACT, "a brighter one?", intent="ask_other_variant", attribute="brighter")
    assert heard.responses == ["utter_comparison_unknown"]


def test_the_asked_colour_is_found(customer) -> None:
    customer.sees(X2_CASE, focus=X2_CASE)
    heard = customer.says(ACT, "in red?", intent="ask_other_variant", colour="red")
    assert heard.products == ["CASE-AUR-X2-SIL-RED"]


def test_a_misspelt_colour_is_the_colour(customer) -> None:
    customer.sees(X2_CASE, focus=X2_CASE)
    customer.slips = ["blak"]
    heard = customer.says(ACT, "in blak", intent="ask_other_variant", colour="blak")
    assert heard.responses == ["utter_variants"]
    assert heard.products == [X2_CASE]


def test_another_thing_than_the_one_talked_about_is_no_version_of_it(customer) -> None:
    customer.sees("TRD-TRE-T5", focus="TRD-TRE-T5")
    heard = customer.says(ACT, "is there a mat", intent="ask_other_variant", attribute="mat")
    assert heard.products
    assert all("mat" in product.name.casefold() for product in customer.store.catalogue.many(heard.products).values())


def test_a_slip_that_stays_one_is_not_repeated(customer) -> None:
    customer.sees(X2_CASE, focus=X2_CASE)
    customer.slips = ["purpel"]
    heard = customer.says(ACT, "in purpel", intent="ask_other_variant", attribute="purpel")
    assert heard.responses == ["utter_other_variants_unnamed"]
