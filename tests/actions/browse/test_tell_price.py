"""What `action_tell_price` promises."""

from actions.browse.tell_price import ActionTellPrice
from tests.actions.conftest import CAMERA

ACT = ActionTellPrice()


def test_no_price_is_made_up_for_an_unknown_thing(customer) -> None:
    heard = customer.says(ACT, "how much is a zeppelin", intent="ask_price", product="zeppelin")
    assert heard.responses == ["utter_not_in_shop"]


def test_it_means_the_product_on_the_page(customer) -> None:
    customer.store.conversations.set_context(customer.id, page_sku=CAMERA, page_url=None)
    heard = customer.says(ACT, "how much is it", intent="ask_price")
    assert heard.responses == ["utter_price"]
    assert heard.values["price"] == "€749"


def test_variants_of_different_price_get_a_span(customer) -> None:
    heard = customer.says(ACT, "price of the X2", intent="ask_price", product="Aurora X2")
    assert (heard.values["lowest"], heard.values["highest"]) == ("€629", "€699")


def test_of_two_things_both_prices_and_their_sum_are_told(customer) -> None:
    said = "how much are the Brisa tower fan and the Pressa Filtra filter machine"
    things = ["Brisa tower fan", "Pressa Filtra filter machine"]
    heard = customer.says(ACT, said, intent="ask_price", product=things)
    assert heard.responses == ["utter_prices"]
    assert heard.values["total"] == "€168"


def test_the_price_of_another_thing_than_the_one_talked_about(customer) -> None:
    customer.sees("TV-LUM-43", focus="TV-LUM-43")
    heard = customer.says(ACT, "how much is the mount", intent="ask_price")
    assert all(sku.startswith("MNT-") for sku in heard.products)
    assert heard.products


def test_a_battery_for_what_is_talked_about_is_no_smoke_alarm(customer) -> None:
    customer.sees("CAM-VAN-Z5-KIT", focus="CAM-VAN-Z5-KIT")
    heard = customer.says(ActionTellPrice(), "new battery how much", intent="ask_price", product="battery")
    assert {customer.store.catalogue.get(sku).category for sku in heard.products} == {"camera-batteries"}


def test_a_name_is_read_with_its_brand(customer) -> None:
    text = "how much is the solva mini"
    heard = customer.says(ActionTellPrice(), text, intent="ask_price", brand="solva", product="mini")
    assert heard.values["price"] == "€59"


def test_the_bags_after_vacuums_are_theirs(customer) -> None:
    customer.sees("VAC-ZEF-B5-BLU", "VAC-ZEF-C12-GRY")
    heard = customer.says(ActionTellPrice(), "how much are the bags", intent="ask_price", product="bags")
    assert {customer.store.catalogue.get(sku).category for sku in heard.products} == {"vacuum-bags"}


def test_the_bags_are_a_vacuums_though_one_without_bags_is_talked_about(customer) -> None:
    customer.sees("VAC-ZEF-B5-BLU", "VAC-ZEF-C12-GRY", focus="VAC-ZEF-C12-GRY")
    heard = customer.says(ActionTellPrice(), "how much are the bags", intent="ask_price", product="bags")
    assert {customer.store.catalogue.get(sku).category for sku in heard.products} == {"vacuum-bags"}


def test_still_20_percent_off_asks_for_the_discount(customer) -> None:
    heard = customer.says(ACT, "is the vacuum still 20% off", intent="ask_price", product="vacuum")
    assert all("discount" in response or "reduced" in response for response in heard.responses), heard.responses


def test_the_filter_beside_an_air_purifier_is_its_own(customer) -> None:
    customer.sees("AIR-BRI-P60", "AIR-BRI-P30")
    heard = customer.says(ACT, "how much are filters", intent="ask_price", product="filters")
    assert heard.products
    assert all("Brisa" in product.name for product in customer.store.catalogue.many(heard.products).values())


def test_a_limit_is_no_question_for_the_price(customer) -> None:
    customer.sees("TV-LUM-32", "TV-LUM-43")
    customer.store.conversations.set_need(customer.id, "tv")
    heard = customer.says(ACT, "300 euros tops", intent="ask_price", price_max="300")
    assert heard.products == ["TV-LUM-32"]
