"""What `action_change_quantity` promises."""

from actions.basket.change_quantity import ActionChangeQuantity
from tests.actions.conftest import X2_CASE

ACT = ActionChangeQuantity()


def test_more_than_the_stock_is_refused(customer) -> None:
    customer.puts("LEA-BLE-SLV13")
    heard = customer.says(ACT, "make it 99", intent="change_quantity", quantity="99")
    assert heard.responses == ["utter_only_so_many"]
    assert customer.basket == {"LEA-BLE-SLV13": 1}


def test_without_a_number_it_asks(customer) -> None:
    customer.puts(X2_CASE)
    assert customer.says(ACT, "change the quantity", intent="change_quantity").responses == ["utter_how_many"]


def test_the_number_is_set_not_added(customer) -> None:
    customer.puts(X2_CASE, 3)
    heard = customer.says(ACT, "make it two", intent="change_quantity", quantity="2")
    assert heard.responses == ["utter_quantity"]
    assert customer.basket == {X2_CASE: 2}


def test_two_of_several_shown_asks_which(customer) -> None:
    customer.sees("INK-ODR-P1-BK", "INK-ODR-P1-XL")
    heard = customer.says(ACT, "two", intent="change_quantity", quantity="2")
    assert heard.responses == ["utter_which_of_these"]


def test_the_first_two_pieces_takes_two_of_the_first_card(customer) -> None:
    customer.sees("COF-PRE-DUO", "COF-PRE-FILTRA")
    sku = customer.store.conversations.get(customer.id).shown[0]
    customer.says(ActionChangeQuantity(), "the first, two pieces", intent="change_quantity", ordinal="1", quantity=2)
    assert customer.basket == {sku: 2}


def test_two_sets_beside_a_printer_are_no_two_printers(customer) -> None:
    customer.sees("PRN-ODR-P3", focus="PRN-ODR-P3")
    customer.says(ACT, "the set then x2", intent="change_quantity", quantity=2)
    assert customer.basket == {"INK-ODR-P3-SET": 2}
