"""What `action_correct_choice` promises."""

from actions.basket.correct_choice import ActionCorrectChoice
from tests.actions.conftest import X2_CASE

ACT = ActionCorrectChoice()


def test_what_is_not_clear_is_asked_back(customer) -> None:
    customer.sees(X2_CASE, "CASE-AUR-X2-SIL-BLU", "CASE-AUR-X2-SIL-RED", focus=X2_CASE)
    customer.puts(X2_CASE)
    assert customer.says(ACT, "wrong one", intent="correct_choice").responses == ["utter_correct_which"]
    assert customer.basket == {X2_CASE: 1}


def test_no_the_red_one_swaps_in_the_basket(customer) -> None:
    customer.sees(X2_CASE, "CASE-AUR-X2-SIL-BLU", "CASE-AUR-X2-SIL-RED", focus=X2_CASE)
    customer.puts(X2_CASE, 2)
    heard = customer.says(ACT, "no, the red one", intent="correct_choice", colour="red")
    assert heard.responses == ["utter_swapped"]
    assert customer.basket == {"CASE-AUR-X2-SIL-RED": 2}


def test_a_figure_tells_two_black_ones_apart(customer) -> None:
    customer.sees("PH-AUR-X2-128-BLU", focus="PH-AUR-X2-128-BLU")
    heard = customer.says(ACT, "actually the black 128", intent="correct_choice", colour="black")
    assert heard.products == ["PH-AUR-X2-128-BLK"]


def test_before_anything_is_in_the_basket_it_only_shows(customer) -> None:
    customer.sees(X2_CASE, "CASE-AUR-X2-SIL-RED", focus=X2_CASE)
    heard = customer.says(ACT, "not that, the other", intent="correct_choice")
    assert heard.responses == ["utter_chosen"]
    assert customer.basket == {}


def test_the_colour_and_how_many_are_put_right_at_once(customer) -> None:
    customer.puts("PH-AUR-X2-128-BLU", 2)
    customer.sees("PH-AUR-X2-128-BLU", focus="PH-AUR-X2-128-BLU")
    text = "no, the black one and only one of them"
    customer.says(ACT, text, intent="correct_choice", colour="black", quantity=1)
    assert customer.basket == {"PH-AUR-X2-128-BLK": 1}


def test_more_than_there_are_is_not_swapped_in(customer) -> None:
    customer.puts(X2_CASE)
    customer.sees(X2_CASE, "CASE-AUR-X2-SIL-RED", focus=X2_CASE)
    heard = customer.says(ACT, "no, 200 of the red one", intent="correct_choice", colour="red", quantity=200)
    assert heard.responses == ["utter_only_so_many"]
    assert customer.basket == {X2_CASE: 1}


def test_a_correction_before_anything_was_shown_is_a_search(customer) -> None:
    text = "sorry, I mean a tripod"
    heard = customer.says(ACT, text, intent="correct_choice", product="tripod")
    assert {customer.store.catalogue.get(sku).category for sku in heard.products} == {"tripods"}
