"""What `action_say_goodbye` promises."""

from actions.chitchat.say_goodbye import ActionSayGoodbye
from sales.basket import Basket
from tests.actions.conftest import X2_CASE

ACT = ActionSayGoodbye()


def fill(customer) -> None:
    customer.store.conversations.set_basket(customer.id, Basket().add(X2_CASE, 1))


def test_an_empty_basket_is_not_spoken_of(customer) -> None:
    assert customer.says(ACT, "bye", intent="goodbye").responses == ["utter_goodbye"]


def test_who_is_unhappy_is_not_reminded_of_the_basket(customer) -> None:
    fill(customer)
    customer.metadata = {"offers_paused": {"rule": "unhappy", "since": "2026-11-21T10:00:00+00:00"}}
    assert customer.says(ACT, "bye", intent="goodbye").responses == ["utter_goodbye"]


def test_a_full_basket_is_kept_and_its_total_said(customer) -> None:
    fill(customer)
    heard = customer.says(ACT, "that's it", intent="goodbye")
    assert heard.responses == ["utter_goodbye_basket"]
    assert heard.values["total"].startswith("€")
