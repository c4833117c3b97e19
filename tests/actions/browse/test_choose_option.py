"""What `action_choose_option` promises."""

from actions.basket.add_product import ActionAddProduct
from actions.browse.choose_option import ActionChooseOption
from actions.complain.open_case import ActionOpenCase
from tests.actions.conftest import X2, X2_CASE

ACT = ActionChooseOption()


def test_a_place_beyond_the_list_is_asked_back(customer) -> None:
    customer.sees(X2, X2_CASE)
    heard = customer.says(ACT, "the fifth", intent="choose_option", ordinal="5")
    assert heard.responses == ["utter_fewer_shown"]
    assert customer.basket == {}


def test_a_bare_choice_buys_nothing_but_asks(customer) -> None:
    customer.sees(X2, X2_CASE)
    heard = customer.says(ACT, "second", intent="choose_option", ordinal="2")
    assert heard.responses == ["utter_chosen"]
    assert heard.slots["open_question"] == "add_focus"
    assert customer.basket == {}
    assert customer.store.conversations.get(customer.id).focus == X2_CASE


def test_taking_one_puts_it_into_the_basket(customer) -> None:
    customer.sees(X2, X2_CASE)
    heard = customer.says(ACT, "I'll take the second", intent="choose_option", ordinal="2")
    assert heard.responses == ["utter_added"]
    assert customer.basket == {X2_CASE: 1}


def test_the_choice_after_which_one_shall_i_add_is_added(customer) -> None:
    customer.says(ActionAddProduct(), "add the X2", intent="add_to_basket", product="Aurora X2")
    heard = customer.says(ACT, "the last", intent="choose_option", ordinal="last")
    assert len(customer.basket) == 1
    assert "utter_added" in heard.responses


def test_the_cheapest_is_the_cheapest_of_those_shown(customer) -> None:
    customer.sees(X2, X2_CASE)
    customer.says(ACT, "the cheapest one", intent="choose_option")
    assert customer.store.conversations.get(customer.id).focus == X2_CASE


def test_that_one_after_the_question_whether_to_add_it_is_a_yes(customer) -> None:
    customer.sees("VAC-ZEF-R3-WHT", "VAC-ZEF-R7-BLK")
    customer.says(ACT, "the first", intent="choose_option", ordinal="1")
    heard = customer.says(ACT, "that one", intent="choose_option")
    assert heard.responses == ["utter_added"]
    assert customer.basket == {"VAC-ZEF-R3-WHT": 1}


def test_x2_behind_one_of_those_shown_says_how_many(customer) -> None:
    customer.sees("RTR-MES-R1", "MSH-MES-M2")
    heard = customer.says(ACT, "ok take the mesh one x2", intent="choose_option", attribute="mesh", product="x2")
    assert customer.basket == {"MSH-MES-M2": 2}, heard.responses


def test_what_is_named_right_after_a_complaint_is_not_sold_again(customer) -> None:
    customer.is_unhappy()
    customer.says(ActionOpenCase(), "my aircon from you leaks", intent="report_defect", problem="leaks")
    heard = customer.says(ACT, "AC-BRI-M9 i think", intent="choose_option", product="AC-BRI-M9")
    assert not heard.products
    assert heard.responses[0] == "utter_case_more"


def test_a_bare_number_after_shall_i_put_it_in_is_how_many(customer) -> None:
    customer.sees(X2_CASE)
    customer.says(ACT, "that one", intent="choose_option", ordinal="1")
    customer.says(ACT, "2", intent="choose_option")
    assert customer.basket == {X2_CASE: 2}


def test_a_course_is_neither_lighter_nor_heavier(customer) -> None:
    customer.sees("CAM-VAN-PICO-WHT", "SVC-CRS-PHOTO")
    heard = customer.says(ACT, "the lighter one", intent="choose_option", attribute="lighter")
    assert heard.products == ["CAM-VAN-PICO-WHT"]


def test_the_lighter_one_of_a_single_card_is_no_yes_to_it(customer) -> None:
    customer.sees("LAP-KOR-S15-256-BLU", focus="LAP-KOR-S15-256-BLU")
    customer.slots["open_question"] = "add_focus"
    customer.events.append({"event": "slot", "name": "open_question", "value": "add_focus"})
    heard = customer.says(ACT, "the lighter one", intent="choose_option", attribute="lighter")
    assert not customer.basket
    assert "LAP-KOR-S15-256-BLU" not in heard.products


def test_the_cheapest_of_a_single_card_is_no_yes_to_it(customer) -> None:
    customer.sees("WAT-TRE-RUN3-BLK", focus="WAT-TRE-RUN3-BLK")
    customer.events.append({"event": "slot", "name": "open_question", "value": "add_focus"})
    heard = customer.says(ACT, "the cheapest", intent="choose_option")
    assert not customer.basket
    assert heard.responses == ["utter_cheaper"]


def test_how_it_should_be_is_no_yes(customer) -> None:
    customer.sees("FAN-BRI-TOWER", focus="FAN-BRI-TOWER")
    customer.events.append({"event": "slot", "name": "open_question", "value": "add_focus"})
    customer.says(ACT, "quiet one", intent="choose_option", attribute="quiet")
    assert not customer.basket


def test_where_nothing_was_shown_the_words_are_a_search(customer) -> None:
    text = "bluetooth speaker loud one for party"
    heard = customer.says(ACT, text, intent="choose_option", product="bluetooth speaker")
    assert heard.products
