"""What `action_tell_delivery` promises."""

import bootstrap
from actions.order.tell_delivery import ActionTellDelivery

ACT = ActionTellDelivery()


def test_an_unlisted_country_is_not_promised(customer) -> None:
    heard = customer.says(ACT, "do you deliver to Norway", intent="ask_delivery", place="Norway")
    assert heard.responses == ["utter_delivery_elsewhere"]


def test_a_listed_country_is_confirmed(customer) -> None:
    heard = customer.says(ACT, "to the Netherlands?", intent="ask_delivery", place="the Netherlands")
    assert heard.responses == ["utter_delivery_there"]


def test_days_and_price_are_the_shops(customer) -> None:
    heard = customer.says(ACT, "how long is delivery", intent="ask_delivery")
    shop = bootstrap.shop()
    assert (heard.values["days_from"], heard.values["days_to"]) == (shop.delivery_days_from, shop.delivery_days_to)
    assert heard.values["price"] == "€4.90"
