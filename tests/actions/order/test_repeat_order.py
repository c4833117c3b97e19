"""What `action_repeat_order` promises."""

from actions.order.repeat_order import ActionRepeatOrder
from tests.actions.conftest import X2

ACT = ActionRepeatOrder()


def test_another_persons_order_is_not_repeated(customer) -> None:
    order = customer.ordered()
    heard = customer.says(ACT, "same again", intent="reorder", order_number=order.number, email="eve@w.example")
    assert heard.responses == ["utter_order_not_proven"]
    assert customer.basket == {}


def test_the_same_is_in_the_basket_and_nothing_is_ordered(customer) -> None:
    order = customer.ordered()
    said = {"order_number": order.number, "email": "tom@weber.example"}
    assert customer.says(ACT, "same again", intent="reorder", **said).responses == ["utter_repeated"]
    assert customer.basket == {X2: 1}
