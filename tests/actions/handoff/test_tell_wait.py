"""What `action_tell_wait` promises."""

from actions.handoff.tell_wait import ActionTellWait

ACT = ActionTellWait()


def test_with_nobody_here_no_minutes_are_invented(customer) -> None:
    assert customer.says(ACT, "how long", intent="ask_waiting_time").responses == ["utter_wait_nobody"]


def test_without_a_history_no_minutes_are_invented(customer) -> None:
    customer.store.staff.create_first("secret-for-tests")
    customer.store.handoffs.seen("agent", customer.now)
    assert customer.says(ACT, "how long", intent="ask_waiting_time").responses == ["utter_wait_unknown"]
