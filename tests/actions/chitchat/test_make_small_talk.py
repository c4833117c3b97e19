"""What `action_make_small_talk` promises."""

from actions.chitchat.make_small_talk import ActionMakeSmallTalk


def test_a_remark_gets_one_line_and_no_product(customer) -> None:
    heard = customer.says(ActionMakeSmallTalk(), "what a day", intent="small_talk")
    assert heard.responses == ["utter_small_talk"]
    assert not heard.products
