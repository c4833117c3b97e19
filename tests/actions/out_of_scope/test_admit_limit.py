"""What `action_admit_limit` promises."""

from actions.chitchat.tell_shop import ActionTellShop
from actions.out_of_scope.admit_limit import ActionAdmitLimit

ACT = ActionAdmitLimit()


def test_what_is_not_known_is_admitted(customer) -> None:
    assert customer.says(ACT, "who won the match", intent="out_of_scope").responses == ["utter_missed"]


def test_the_second_miss_in_a_row_offers_a_person(customer) -> None:
    customer.says(ACT, "blub", intent="out_of_scope")
    heard = customer.says(ACT, "blub blub", intent="out_of_scope")
    assert heard.responses == ["utter_missed_again"]
    assert heard.slots["open_question"] == "colleague"


def test_a_miss_long_ago_does_not_count(customer) -> None:
    customer.says(ACT, "blub", intent="out_of_scope")
    customer.says(ActionTellShop(), "when are you open", intent="ask_shop")
    assert customer.says(ACT, "blub", intent="out_of_scope").responses == ["utter_missed"]
