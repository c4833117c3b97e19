"""Several things at once: what "both", "all three" and "altogether" mean."""

import pytest

from actions.advise.show_complements import ActionShowComplements
from actions.basket.add_product import ActionAddProduct
from actions.basket.show_basket import ActionShowBasket
from actions.browse.choose_option import ActionChooseOption
from actions.browse.compare_products import ActionCompareProducts
from actions.browse.tell_price import ActionTellPrice
from actions.offer.answer_yes import ActionAnswerYes
from actions.several import says_every
from tests.actions.conftest import CAMERA

MOUSE, SILENT, PAD = "MOU-TIP-TRAVEL-WHT", "MOU-TIP-SILENT", "PAD-BLE-DESK"
H3, E5, W1 = "HP-SOL-H3-BLU", "HP-SOL-E5-BLK", "HP-SOL-W1"


@pytest.mark.parametrize(
    "text", ["add both", "all three please", "I'll take all of them", "put them all in", "the two, please", "add all"]
)
def test_these_words_speak_of_all_that_lies_on_the_table(text: str) -> None:
    assert says_every(text.removesuffix(" please"))


@pytest.mark.parametrize("text", ["is that all I need", "add it", "not at all sure", "the black one", "all day long"])
def test_these_words_do_not(text: str) -> None:
    assert not says_every(text)


def test_both_of_two_shown_go_into_the_basket(customer) -> None:
    customer.sees(H3, W1)
    customer.says(ActionAddProduct(), "add both", intent="add_to_basket", quantity=2)
    assert customer.basket == {H3: 1, W1: 1}


def test_a_yes_to_both_does_the_same(customer) -> None:
    customer.sees(H3, W1)
    customer.says(ActionAnswerYes(), "ok both", intent="affirm", quantity=2)
    assert customer.basket == {H3: 1, W1: 1}


def test_all_three_of_three_go_in(customer) -> None:
    customer.sees(H3, E5, W1)
    customer.says(ActionAddProduct(), "add all three", intent="add_to_basket")
    assert customer.basket == {H3: 1, E5: 1, W1: 1}


def test_both_of_three_is_asked_about(customer) -> None:
    customer.sees(H3, E5, W1, focus=H3)
    heard = customer.says(ActionAddProduct(), "add both", intent="add_to_basket", quantity=2)
    assert heard.responses == ["utter_which_of_these"]
    assert customer.basket == {}


def test_the_first_and_the_third_go_in(customer) -> None:
    customer.sees(H3, E5, W1)
    customer.says(ActionAddProduct(), "add the first and the third", intent="add_to_basket", ordinal=["1", "3"])
    assert customer.basket == {H3: 1, W1: 1}


def test_choosing_two_without_taking_them_tells_what_they_come_to(customer) -> None:
    customer.sees(H3, E5, W1)
    heard = customer.says(ActionChooseOption(), "the first and the third", intent="choose_option", ordinal=["1", "3"])
    assert heard.responses == ["utter_prices"]
    assert heard.values["total"] == "€98.90"
    assert customer.basket == {}


def test_the_first_and_the_third_are_compared_and_not_the_first_two(customer) -> None:
    customer.sees(H3, E5, W1)
    heard = customer.says(
        ActionCompareProducts(), "compare the first and the third", intent="compare_products", ordinal=["1", "3"]
    )
    assert heard.products == [H3, W1]


def test_altogether_is_the_sum_of_what_was_shown(customer) -> None:
    customer.sees(H3, W1)
    heard = customer.says(ActionTellPrice(), "what would that cost altogether", intent="ask_price")
    assert heard.responses == ["utter_prices"]
    assert heard.values["total"] == "€98.90"


def test_altogether_is_the_basket_where_there_is_one(customer) -> None:
    customer.puts(H3)
    customer.sees(E5, W1)
    heard = customer.says(ActionTellPrice(), "what does it come to in total", intent="ask_price")
    assert heard.responses == ["utter_basket"]
    assert heard.values["total"] == "€79"


def test_a_total_with_an_empty_basket_is_that_of_what_was_shown(customer) -> None:
    customer.sees(H3, W1)
    assert customer.says(ActionShowBasket(), "total?", intent="show_basket").values["total"] == "€98.90"
    assert customer.says(ActionShowBasket(), "my basket", intent="show_basket").responses == ["utter_basket_empty"]


def test_altogether_with_a_kind_of_thing_adds_what_fits(customer) -> None:
    laptop = "LAP-KOR-A13-256-SLV"
    customer.sees(laptop, focus=laptop)
    text = "what would that cost altogether with a sleeve"
    heard = customer.says(ActionTellPrice(), text, intent="ask_price", product="sleeve")
    assert heard.responses == ["utter_total_with"]
    assert heard.values["total"] == "€878.90"
    assert all("13" in sku for sku in heard.products)


def test_everything_said_of_cards_to_choose_among_is_no_sum(customer) -> None:
    customer.sees("PH-AUR-X1-128-BLK", "PH-AUR-X2-128-BLK", "PH-AUR-A1-128-GRY", focus="PH-AUR-A1-128-GRY")
    heard = customer.says(ActionTellPrice(), "how much for everything", intent="ask_price")
    assert heard.values["price"] == "€229"


def test_what_it_makes_altogether_counts_the_offer_and_what_it_is_for(customer) -> None:
    customer.sees(CAMERA, focus=CAMERA)
    offered = customer.says(ActionShowComplements(), "and a bag", intent="ask_goes_with", product="bag").offer
    items = [sku for sku, _, _ in customer.store.offers.get(customer.id, offered).items]
    heard = customer.says(ActionTellPrice(), "what does that make altogether", intent="ask_price")
    assert heard.responses == ["utter_prices"]
    assert heard.products == [CAMERA, *items]


def test_how_much_it_is_all_is_the_basket(customer) -> None:
    customer.puts("HP-SOL-W1", 3)
    heard = customer.says(ActionTellPrice(), "how much is it all", intent="ask_price")
    assert heard.responses == ["utter_basket"]
