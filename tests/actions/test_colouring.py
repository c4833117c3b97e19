"""What a colour that is said promises: nothing of another colour goes into the basket."""

from actions.basket.add_product import ActionAddProduct
from actions.browse.choose_option import ActionChooseOption

ADD, CHOOSE = ActionAddProduct(), ActionChooseOption()
EASY = "PH-SEN-EASY-BLK"


def test_what_does_not_come_in_red_is_not_added_in_black(customer) -> None:
    customer.sees(EASY, focus=EASY)
    heard = customer.says(ADD, "i'll take it in red", intent="add_to_basket", colour="red")
    assert heard.responses == ["utter_not_in_that_colour"]
    assert customer.basket == {}


def test_the_red_one_of_a_black_one_alone_is_not_shown_as_red(customer) -> None:
    customer.sees(EASY, focus=EASY)
    heard = customer.says(CHOOSE, "the red one", intent="choose_option", colour="red")
    assert heard.responses == ["utter_not_in_that_colour"]


def test_it_in_the_colour_it_comes_in_is_that_variant(customer) -> None:
    customer.sees("PH-AUR-X2-128-BLK", focus="PH-AUR-X2-128-BLK")
    customer.says(ADD, "i'll take it in blue", intent="add_to_basket", colour="blue")
    assert customer.basket == {"PH-AUR-X2-128-BLU": 1}
