"""What `action_tell_shop` promises."""

import bootstrap
from actions.chitchat.tell_shop import ActionTellShop

ACT = ActionTellShop()


def test_the_facts_are_the_shops(customer) -> None:
    heard = customer.says(ACT, "when are you open", intent="ask_shop")
    assert heard.values["hours"] == bootstrap.shop().opening_hours


def test_what_do_you_sell_is_answered_with_the_largest_kinds(customer) -> None:
    heard = customer.says(ACT, "so what do you sell actually", intent="ask_shop")
    assert heard.responses == ["utter_range"]
    assert "phones" in heard.values["kinds"]
