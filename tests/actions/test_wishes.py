"""What `tell_each` promises: several things wanted in one message are all answered."""

from actions.advise.give_advice import ActionGiveAdvice
from actions.browse.find_products import ActionFindProducts

FIND, ADVISE = ActionFindProducts(), ActionGiveAdvice()


def kinds(customer, heard) -> list[str]:
    return [customer.store.catalogue.get(sku).category for sku in heard.products]


def test_one_thing_is_not_told_as_several(customer) -> None:
    heard = customer.says(FIND, "a camera for trips", intent="search_product", product="camera", purpose="for trips")
    assert "utter_found_each" not in heard.responses


def test_two_models_to_choose_from_are_compared_and_not_shown_as_kinds(customer) -> None:
    text = "the Vanta Z3 or the Fersa K1, which one"
    heard = customer.says(ADVISE, text, intent="ask_advice", product=["Vanta Z3", "Fersa K1"])
    assert "utter_found_each" not in heard.responses


def test_what_is_not_sold_is_said_beside_what_is_found(customer) -> None:
    text = "a tripod and a theremin"
    heard = customer.says(FIND, text, intent="search_product", product=["tripod", "theremin"])
    assert heard.responses[-1] == "utter_not_in_shop"
    assert heard.values["said"] == "theremin"
    assert set(kinds(customer, heard)) == {"tripods"}


def test_a_bag_beside_a_camera_is_a_camera_bag(customer) -> None:
    heard = customer.says(FIND, "a camera and a bag for it", intent="search_product", product=["camera", "bag"])
    assert heard.responses == ["utter_found_each"]
    assert kinds(customer, heard) == ["cameras", "camera-bags"]


def test_a_sleeve_and_a_bag_beside_a_laptop_are_its_own(customer) -> None:
    text = "a laptop, a bag and a mouse"
    heard = customer.says(FIND, text, intent="search_product", product=["laptop", "bag", "mouse"])
    assert kinds(customer, heard) == ["laptops", "laptop-bags", "mice"]


def test_bags_after_cameras_were_shown_are_camera_bags(customer) -> None:
    customer.says(FIND, "cameras", intent="search_product", product="cameras")
    heard = customer.says(FIND, "and bags?", intent="search_product", product="bags")
    assert set(kinds(customer, heard)) == {"camera-bags"}


def test_a_bag_for_a_laptop_is_one_though_cameras_were_shown(customer) -> None:
    customer.says(FIND, "cameras", intent="search_product", product="cameras")
    text = "a bag for my laptop"
    heard = customer.says(FIND, text, intent="search_product", product=["bag", "laptop"])
    assert set(kinds(customer, heard)) <= {"laptop-bags", "laptop-sleeves"}
    assert heard.products


def test_each_limit_counts_for_what_it_was_said_of(customer) -> None:
    text = "a camera under 500 and a tripod"
    heard = customer.says(FIND, text, intent="search_product", product=["camera", "tripod"], price_max="500")
    camera, _ = (customer.store.catalogue.get(sku) for sku in heard.products)
    assert camera.price <= 500


def test_advice_on_two_kinds_at_once_shows_one_of_each(customer) -> None:
    text = "which camera for a beginner, and I need a bag for it"
    heard = customer.says(ADVISE, text, intent="ask_advice", product=["camera", "bag"], purpose="for a beginner")
    assert kinds(customer, heard) == ["cameras", "camera-bags"]


def test_a_case_and_a_glass_after_a_phone_fit_that_phone(customer) -> None:
    customer.sees("PH-AUR-X2-128-BLK", focus="PH-AUR-X2-128-BLK")
    text = "and a case n a screen protector"
    heard = customer.says(FIND, text, intent="search_product", product=["case", "screen protector"])
    assert heard.products
    for sku in heard.products:
        assert "Aurora X2" in customer.store.catalogue.get(sku).attributes["fits_model"]


def test_a_bag_beside_a_misspelt_camera_is_a_camera_bag_too(customer) -> None:
    customer.slips = ["camra"]
    heard = customer.says(FIND, "a camra and a bag for it", intent="search_product", product=["camra", "bag"])
    assert kinds(customer, heard) == ["cameras", "camera-bags"]
