"""What `condole` promises: sympathy first, once, and no more words than that where nothing was asked."""

from actions.chitchat.make_small_talk import ActionMakeSmallTalk
from actions.order.cancel_order import ActionCancelOrder


def test_a_dead_battery_gets_no_condolences(customer) -> None:
    heard = customer.says(ActionMakeSmallTalk(), "my battery died", intent="small_talk")
    assert heard.responses == ["utter_small_talk"]


def test_who_only_tells_of_a_death_is_asked_nothing(customer) -> None:
    heard = customer.says(ActionMakeSmallTalk(), "my dad died on Monday", intent="small_talk")
    assert heard.responses == ["utter_condolence"]


def test_sympathy_comes_before_the_answer_and_only_once(customer) -> None:
    first = customer.says(ActionCancelOrder(), "my mum died, I need to cancel her order", intent="cancel_order")
    assert first.responses[0] == "utter_condolence"
    assert len(first.responses) > 1
    again = customer.says(ActionCancelOrder(), "as I said my mum died, cancel it", intent="cancel_order")
    assert "utter_condolence" not in again.responses


def test_a_second_action_of_the_turn_does_not_say_it_again(customer) -> None:
    customer.says(ActionCancelOrder(), "my mum died, I need to cancel her order", intent="cancel_order")
    assert "utter_condolence" not in customer.then(ActionMakeSmallTalk()).responses


def test_each_talk_gets_its_word_however_much_was_said_before(customer) -> None:
    customer.says(ActionMakeSmallTalk(), "hello, what a day", intent="small_talk")
    heard = customer.says(ActionMakeSmallTalk(), "my dad died on Monday", intent="small_talk")
    assert heard.responses == ["utter_condolence"]
