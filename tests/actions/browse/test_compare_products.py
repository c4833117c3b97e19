"""What `action_compare_products` promises."""

from actions.browse.compare_products import ActionCompareProducts
from actions.browse.find_products import ActionFindProducts
from tests.actions.conftest import X2, X2_CASE

ACT = ActionCompareProducts()


def test_one_product_is_not_compared_with_nothing(customer) -> None:
    assert customer.says(ACT, "compare", intent="compare_products").responses == ["utter_compare_which"]


def test_two_named_models_are_compared_by_their_data(customer) -> None:
    heard = customer.says(ACT, "X1 or X2", intent="compare_products", product=["Aurora X1", "Aurora X2"])
    assert heard.responses == ["utter_comparison"]
    assert "screen 6.1 inch / 6.2 inch" in heard.values["differences"]
    assert (heard.values["first_price"], heard.values["second_price"]) == ("€499", "€629")


def test_them_means_the_two_shown(customer) -> None:
    customer.sees(X2, X2_CASE)
    assert customer.says(ACT, "compare them", intent="compare_products").products == [X2, X2_CASE]


def test_what_is_said_after_a_comparison_is_still_about_such_things(customer) -> None:
    customer.says(ACT, "h3 or h7", intent="compare_products", product=["Solva H3", "Solva H7"])
    heard = customer.says(ActionFindProducts(), "for the train", intent="state_need", purpose="for the train")
    assert {customer.store.catalogue.get(sku).category for sku in heard.products} == {"headphones"}


def test_models_that_nobody_marked_are_compared(customer) -> None:
    text = "what's the difference between the run 2 and the run 3"
    heard = customer.says(ActionCompareProducts(), text, intent="compare_products")
    assert heard.responses == ["utter_comparison"]
    assert [sku[:12] for sku in heard.products] == ["WAT-TRE-RUN2", "WAT-TRE-RUN3"]
