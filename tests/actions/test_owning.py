"""What `tell_owned` promises: what a customer has already is never put into a basket."""

import pytest

from actions.basket.add_product import ActionAddProduct
from actions.browse.find_products import ActionFindProducts

ADD, FIND = ActionAddProduct(), ActionFindProducts()


@pytest.mark.parametrize("text", ["i have the odra p3", "we've got an odra p3", "well, i own the odra p3"])
def test_what_they_have_is_not_added(customer, text: str) -> None:
    heard = customer.says(ADD, text, intent="add_to_basket", product="odra p3")
    assert heard.responses == ["utter_owned"]
    assert customer.basket == {}


def test_a_present_they_got_is_theirs(customer) -> None:
    text = "got a nidi page 6 from my gran"
    assert customer.says(FIND, text, intent="search_product", product="nidi page 6").responses == ["utter_owned"]
    assert customer.store.conversations.get(customer.id).focus == "ERD-NID-P6-BLK"


@pytest.mark.parametrize("text", ["have you got an odra p3", "i have an odra p3 and need ink", "i'll have the odra p3"])
def test_who_asks_needs_or_takes_is_not_told_what_they_own(customer, text: str) -> None:
    heard = customer.says(FIND, text, intent="search_product", product="odra p3")
    assert "utter_owned" not in heard.responses
