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
