"""What `action_tell_warranty` promises."""

from actions.complain.tell_warranty import ActionTellWarranty

ACT = ActionTellWarranty()


def test_what_damage_is_covered_is_left_to_a_person(customer) -> None:
    heard = customer.says(ACT, "is a cracked screen covered", intent="ask_warranty", problem="cracked screen")
    assert heard.responses == ["utter_warranty_damage"]
    assert heard.slots["open_question"] == "colleague"


def test_the_years_are_the_shops(customer) -> None:
    assert customer.says(ACT, "how long is the warranty", intent="ask_warranty").values["years"] == 2


def test_what_it_was_asked_of_is_what_is_talked_about(customer) -> None:
    customer.says(ActionTellWarranty(), "warranty on the treadmill?", intent="ask_warranty", product="treadmill")
    assert customer.store.conversations.get(customer.id).focus == "TRD-TRE-T5"
