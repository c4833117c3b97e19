"""What `action_find_products` promises."""

from actions.browse.find_products import ActionFindProducts

ACT = ActionFindProducts()


def test_a_thing_the_shop_does_not_have_is_admitted(customer) -> None:
    heard = customer.says(ACT, "a zeppelin", intent="search_product", product="zeppelin")
    assert heard.responses == ["utter_not_in_shop"]
    assert not heard.products


def test_an_empty_wish_is_asked_for(customer) -> None:
    assert customer.says(ACT, "I want to buy something", intent="search_product").responses == ["utter_what_need"]


def test_too_low_a_limit_is_told_with_the_lowest_price(customer) -> None:
    heard = customer.says(ACT, "a camera under 20", intent="search_product", product="camera", price_max="20")
    assert heard.responses == ["utter_found_above"]
    assert heard.values["lowest"] == "€99"


def test_the_need_is_repeated_and_at_most_three_cards_within_the_limit_are_shown(customer) -> None:
    heard = customer.says(ACT, "a camera up to 800", intent="search_product", product="camera", price_max="800")
    assert heard.responses == ["utter_found_within"]
    assert heard.values["need"] == "Camera"
    assert heard.values["limit"] == "€800"
    assert 1 <= len(heard.products) <= 3
    assert all(customer.store.catalogue.get(sku).price <= 800 for sku in heard.products)
    assert customer.store.conversations.get(customer.id).shown == tuple(heard.products)


def test_a_limit_said_later_narrows_the_same_search(customer) -> None:
    customer.says(ACT, "a camera", intent="search_product", product="camera")
    heard = customer.says(ACT, "not over 300", intent="state_need", price_max="300")
    assert heard.responses == ["utter_found_within"]
    assert {customer.store.catalogue.get(sku).category for sku in heard.products} == {"cameras"}


def test_a_charger_for_a_phone_is_a_charger(customer) -> None:
    heard = customer.says(ACT, "a charger for my X2", intent="search_product", product=["charger", "Aurora X2"])
    assert "charger" in customer.store.catalogue.get(heard.products[0]).category


def test_a_case_that_does_not_fit_the_named_phone_is_not_shown(customer) -> None:
    asked = "do you have a case for the aurora x1 mini"
    heard = customer.says(ACT, asked, intent="search_product", product=["case", "aurora x1 mini"])
    assert not [sku for sku in heard.products if sku.startswith(("CASE-", "PH-"))]


def test_what_stands_behind_for_is_not_what_is_wanted(customer) -> None:
    heard = customer.says(ACT, "ink for my odra p1", intent="search_product", product=["ink", "odra p1"])
    assert heard.products
    assert {customer.store.catalogue.get(sku).category for sku in heard.products} == {"ink-cartridges"}
