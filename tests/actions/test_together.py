"""What a limit said once behind several things promises: it is meant for all of them."""

from actions.browse.find_products import ActionFindProducts

FIND = ActionFindProducts()


def total(customer, heard) -> float:
    return float(sum(customer.store.catalogue.get(sku).price for sku in heard.products))


def test_what_cannot_be_had_together_is_said_with_what_it_comes_to(customer) -> None:
    text = "a laptop and a mouse under 300"
    heard = customer.says(FIND, text, intent="search_product", product=["laptop", "mouse"], price_max="300")
    assert heard.responses == ["utter_found_each_above"]
    assert len(heard.products) == 2


def test_a_limit_behind_two_things_is_kept_by_both_together(customer) -> None:
    text = "a laptop and a mouse under 900"
    heard = customer.says(FIND, text, intent="search_product", product=["laptop", "mouse"], price_max="900")
    assert heard.responses == ["utter_found_each_within"]
    assert total(customer, heard) <= 900


def test_each_says_that_the_limit_is_for_one(customer) -> None:
    text = "a tv and a soundbar, each under 500"
    heard = customer.says(FIND, text, intent="search_product", product=["tv", "soundbar"], price_max="500")
    assert heard.responses == ["utter_found_each"]
    assert all(customer.store.catalogue.get(sku).price <= 500 for sku in heard.products)


def test_a_case_beside_a_phone_fits_that_phone(customer) -> None:
    text = "a phone and a case for at most 260"
    heard = customer.says(FIND, text, intent="search_product", product=["phone", "case"], price_max="260")
    phone, case = (customer.store.catalogue.get(sku) for sku in heard.products)
    assert phone.attributes["model"] == case.attributes["fits_model"]
