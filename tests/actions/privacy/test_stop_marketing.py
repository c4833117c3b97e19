"""What `action_stop_marketing` promises."""

from actions.privacy.stop_marketing import ActionStopMarketing

ACT = ActionStopMarketing()


def test_an_unproven_address_is_passed_to_a_person(customer) -> None:
    heard = customer.says(ACT, "unsubscribe tom@w.example", intent="stop_marketing", email="tom@w.example")
    assert heard.responses == ["utter_marketing_passed_on"]
    assert customer.store.handoffs.current(customer.id).need["contact"] == "tom@w.example"


def test_this_chat_is_free_of_suggestions_at_once(customer) -> None:
    assert customer.says(ACT, "no advertising", intent="stop_marketing").responses == ["utter_marketing_whose"]
    assert customer.store.conversations.get(customer.id).opted_out
