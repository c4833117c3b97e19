"""What `action_tell_delivery` promises."""

from datetime import timedelta

import bootstrap
from actions.complain.open_case import ActionOpenCase
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


def test_a_day_before_it_can_come_is_not_promised(customer) -> None:
    heard = customer.says(
        ACT, "by tomorrow?", intent="ask_delivery", date=(customer.now + timedelta(1)).date().isoformat()
    )
    assert heard.responses == ["utter_delivery_too_late"]


def test_a_day_after_the_last_is_in_time(customer) -> None:
    wanted = (customer.now + timedelta(20)).date().isoformat()
    assert customer.says(ACT, "by then?", intent="ask_delivery", date=wanted).responses == ["utter_delivery_in_time"]


def test_up_the_stairs_is_not_promised(customer) -> None:
    heard = customer.says(ACT, "do you deliver upstairs, 4th floor", intent="ask_delivery")
    assert heard.responses == ["utter_delivery", "utter_delivery_way_unknown"]


def test_the_fastest_of_the_chargers_shown_is_no_delivery(customer) -> None:
    customer.sees("CHG-AMP-20-WHT", "CHG-AMP-30-WHT")
    heard = customer.says(ACT, "whats fastest", intent="ask_delivery")
    assert heard.products == ["CHG-AMP-30-WHT"]


def test_who_sends_back_hears_who_pays_the_way_back(customer) -> None:
    customer.says(ActionOpenCase(), "I want to return my watch", intent="request_return", product="watch")
    heard = customer.says(ACT, "who pays the shipping", intent="ask_delivery")
    assert heard.responses == ["utter_returns_free"]
