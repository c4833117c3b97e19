"""What `action_show_basket` promises."""

from actions.basket.show_basket import ActionShowBasket
from tests.actions.conftest import X2, X2_CASE

ACT = ActionShowBasket()


def test_an_empty_basket(customer) -> None:
    assert customer.says(ACT, "basket", intent="show_basket").responses == ["utter_basket_empty"]


def test_contents_and_total(customer) -> None:
    customer.puts(X2)
    customer.puts(X2_CASE, 2)
    heard = customer.says(ACT, "basket", intent="show_basket")
    assert heard.values["total"] == "€678.80"
    assert heard.products == [X2, X2_CASE]


def test_a_total_that_is_a_limit_is_looked_for(customer) -> None:
    customer.sees("LAP-KOR-S15-256-BLU", "LAP-KOR-A13-256-SLV")
    customer.store.conversations.set_need(customer.id, "laptop")
    heard = customer.says(ACT, "800 total", intent="show_basket", price_max="800")
    assert heard.products
    assert all(product.price <= 800 for product in customer.store.catalogue.many(heard.products).values())
