"""What `action_begin_checkout` promises."""

from actions.order.begin_checkout import ActionBeginCheckout
from tests.actions.conftest import X2

ACT = ActionBeginCheckout()


def test_an_empty_basket_has_nothing_to_order(customer) -> None:
    heard = customer.says(ACT, "checkout", intent="checkout")
    assert heard.responses == ["utter_checkout_empty"]
    assert heard.followups == []


def test_the_form_begins_with_what_is_about_to_be_ordered(customer) -> None:
    customer.puts(X2)
    heard = customer.says(ACT, "checkout", intent="checkout")
    assert heard.responses == ["utter_checkout"]
    assert heard.values["total"] == "€629"
    assert heard.followups == ["checkout_form"]
    assert heard.slots["order_confirmed"] is None


def test_who_wants_to_order_what_is_talked_about_is_asked_whether_it_goes_in(customer) -> None:
    customer.sees(X2, focus=X2)
    heard = customer.says(ACT, "then please order it", intent="checkout")
    assert heard.responses == ["utter_chosen"]
    assert heard.products == [X2]
