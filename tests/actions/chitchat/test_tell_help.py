"""What `action_tell_help` promises."""

from actions.chitchat.tell_help import ActionTellHelp
from actions.complain.open_case import ActionOpenCase

ACT = ActionTellHelp()


def test_what_do_i_do_now_in_a_case_is_about_the_case(customer) -> None:
    customer.says(ActionOpenCase(), "it leaks, I bought it here", intent="report_defect", problem="leaks")
    heard = customer.says(ACT, "what do i do now", intent="ask_help")
    assert heard.responses == ["utter_case_next_again"]
    assert heard.slots["open_question"] == "colleague"


def test_otherwise_it_says_what_can_be_asked_for(customer) -> None:
    assert customer.says(ACT, "what can you do", intent="ask_help").responses == ["utter_help"]
