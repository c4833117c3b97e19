"""What the answers about makes promise: what is not sold is said, and nothing that does not fit is shown."""

from actions.advise.give_advice import ActionGiveAdvice
from actions.browse.find_cheaper import ActionFindCheaper
from actions.browse.find_products import ActionFindProducts

ADVISE, CHEAPER, FIND = ActionGiveAdvice(), ActionFindCheaper(), ActionFindProducts()


def test_two_makes_that_are_not_sold_are_not_answered_with_any_product(customer) -> None:
    heard = customer.says(ADVISE, "zonko or frimbel?", intent="ask_advice")
    assert heard.responses == ["utter_makes_unknown"]
    assert not heard.products


def test_after_cameras_it_says_whose_cameras_there_are(customer) -> None:
    customer.sees("CAM-VAN-Z5-KIT", "CAM-FER-K1-KIT")
    heard = customer.says(ADVISE, "zonko or frimbel?", intent="ask_advice")
    assert heard.responses == ["utter_makes_neither"]
    assert heard.values["brands"] in ("Vanta and Fersa", "Fersa and Vanta")


def test_the_make_that_is_missing_is_said_beside_the_one_that_is_here(customer) -> None:
    text = "vanta or zonko cameras?"
    heard = customer.says(ADVISE, text, intent="ask_advice", brand="zonko", product="cameras")
    assert heard.responses == ["utter_make_missing"]
    assert heard.values["missing"] == "zonko"
    assert {customer.store.catalogue.get(sku).brand for sku in heard.products} == {"Vanta"}


def test_two_makes_of_this_shop_are_left_to_the_comparison(customer) -> None:
    heard = customer.says(ADVISE, "vanta or fersa?", intent="ask_advice", brand=["vanta", "fersa"])
    assert not any(response.startswith("utter_make") for response in heard.responses)


def test_ink_of_another_make_is_only_what_fits_the_printer(customer) -> None:
    customer.sees("PRN-ODR-P3", focus="PRN-ODR-P3")
    text = "do you have cheaper ink from another brand that fits?"
    heard = customer.says(CHEAPER, text, intent="ask_cheaper", product="ink")
    assert heard.responses == ["utter_own_make_only"]
    assert heard.values["brand"] == "Odra"
    assert all("P3" in customer.store.catalogue.get(sku).name for sku in heard.products)


def test_a_third_partys_battery_for_a_camera_is_no_household_battery(customer) -> None:
    text = "any third party batteries for the vanta z5"
    heard = customer.says(FIND, text, intent="search_product", product=["batteries", "vanta z5"])
    assert {customer.store.catalogue.get(sku).category for sku in heard.products} == {"camera-batteries"}
