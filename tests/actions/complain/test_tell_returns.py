"""What `action_tell_returns` promises."""

from actions.complain.tell_returns import ActionTellReturns

ACT = ActionTellReturns()


def test_the_terms_are_the_shops(customer) -> None:
    heard = customer.says(ACT, "can I return it", intent="ask_return_policy")
    assert heard.responses == ["utter_returns_free"]
    assert heard.values["days"] == 30
    assert customer.store.cases.open_for(customer.id) == []
