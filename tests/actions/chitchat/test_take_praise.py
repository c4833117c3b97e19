"""What `action_take_praise` promises."""

from actions.browse.find_variant import ActionFindVariant
from actions.chitchat.take_praise import ActionTakePraise
from tests.actions.conftest import X2_CASE

ACT = ActionTakePraise()


def test_a_correction_is_no_praise(customer) -> None:
    customer.sees(X2_CASE, focus=X2_CASE)
    customer.says(ActionFindVariant(), "in gren", intent="ask_other_variant", attribute="gren")
    heard = customer.says(ACT, "no i said grean", intent="compliment")
    assert heard.responses == ["utter_variants"]


def test_kind_words_are_taken(customer) -> None:
    assert customer.says(ACT, "you are great", intent="compliment").responses == ["utter_compliment"]
