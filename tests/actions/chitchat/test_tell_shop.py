"""What `action_tell_shop` promises."""

import bootstrap
from actions.chitchat.tell_shop import ActionTellShop

ACT = ActionTellShop()


def test_the_facts_are_the_shops(customer) -> None:
    heard = customer.says(ACT, "when are you open", intent="ask_shop")
    assert heard.values["hours"] == bootstrap.shop().opening_hours
