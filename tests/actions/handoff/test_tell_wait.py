"""What `action_tell_wait` promises."""

from datetime import timedelta

from actions.advise.tell_feature import ActionTellFeature
from actions.complain.open_case import ActionOpenCase
from actions.handoff.call_human import ActionCallHuman
from actions.handoff.tell_wait import ActionTellWait
from actions.order.tell_delivery import ActionTellDelivery
from tests.actions.conftest import Customer

ACT = ActionTellWait()


def test_with_nobody_here_no_minutes_are_invented(customer) -> None:
    assert customer.says(ACT, "how long", intent="ask_waiting_time").responses == ["utter_wait_nobody"]


def test_without_a_history_no_minutes_are_invented(customer) -> None:
    customer.store.staff.create_first("secret-for-tests")
    customer.store.handoffs.seen("agent", customer.now)
    assert customer.says(ACT, "how long", intent="ask_waiting_time").responses == ["utter_wait_unknown"]


def test_with_an_open_return_the_time_of_the_return_is_meant(customer) -> None:
    customer.says(ActionOpenCase(), "I want to return my headphones", intent="request_return", product="headphones")
    heard = customer.says(ACT, "how long do i have", intent="ask_waiting_time")
    assert heard.responses == ["utter_returns_free"]


def waits(customer, minutes: int = 0) -> Customer:
    """The customer has asked for a person some minutes ago."""
    customer.says(ActionCallHuman(), "human", intent="ask_human")
    customer.now += timedelta(minutes=minutes)
    return customer


def agent_is_here(customer) -> None:
    customer.store.staff.create_first("secret-for-tests")
    customer.store.handoffs.seen("agent", customer.now)


def others_waited(customer, minutes: int) -> None:
    other = Customer(customer.store, customer.now)
    other.says(ActionCallHuman(), "human", intent="ask_human")
    handoff = customer.store.handoffs.current(other.id)
    customer.store.handoffs.claim(handoff.id, "agent", customer.now + timedelta(minutes=minutes))


def test_who_waits_for_nobody_hears_no_minutes_and_is_offered_no_person(customer) -> None:
    heard = waits(customer).says(ACT, "how long", intent="ask_waiting_time")
    assert heard.responses == ["utter_queue_nobody"]
    assert "open_question" not in heard.slots


def test_who_waits_without_a_history_hears_the_place_in_line(customer) -> None:
    Customer(customer.store, customer.now).says(ActionCallHuman(), "human", intent="ask_human")
    agent_is_here(waits(customer))
    heard = customer.says(ACT, "how long", intent="ask_waiting_time")
    assert (heard.responses, heard.values["place"]) == (["utter_queue_place"], 2)


def test_what_was_waited_is_taken_off_the_usual_wait(customer) -> None:
    others_waited(customer, 5)
    agent_is_here(waits(customer, minutes=2))
    heard = customer.says(ACT, "how long", intent="ask_waiting_time")
    assert (heard.responses, heard.values["minutes"]) == (["utter_queue_wait"], "3")


def test_a_wait_over_the_usual_is_admitted(customer) -> None:
    others_waited(customer, 5)
    agent_is_here(waits(customer, minutes=12))
    heard = customer.says(ACT, "how long", intent="ask_waiting_time")
    assert (heard.responses, heard.values["waited"]) == (["utter_queue_longer"], "12")


def test_who_was_promised_a_call_hears_by_when(customer) -> None:
    customer.says(ActionCallHuman(), "human, 030 555", intent="ask_human", phone="030555")
    assert customer.says(ACT, "how long", intent="ask_waiting_time").responses == ["utter_wait_call"]


def test_how_long_after_the_battery_is_how_long_it_runs(customer) -> None:
    customer.sees("SPK-SOL-BOOM", focus="SPK-SOL-BOOM")
    customer.says(ActionTellFeature(), "does it run on a battery?", intent="ask_feature")
    heard = customer.says(ActionTellWait(), "how long?", intent="ask_waiting_time")
    assert heard.values["says"] == "runs 20 hours on a charge"


def test_how_long_right_after_a_question_of_delivery_is_the_delivery(customer) -> None:
    customer.says(ActionTellDelivery(), "do you ship to ireland", intent="ask_delivery", place="Ireland")
    heard = customer.says(ACT, "how long", intent="ask_waiting_time")
    assert all("delivery" in response for response in heard.responses), heard.responses
