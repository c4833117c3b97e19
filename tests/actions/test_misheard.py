"""What `is_not_of_the_basket` promises: an empty basket is only spoken of where it was meant."""

from actions.basket.change_quantity import ActionChangeQuantity
from actions.basket.show_basket import ActionShowBasket
from actions.offer.answer_no import ActionAnswerNo

CHANGE, SHOW = ActionChangeQuantity(), ActionShowBasket()


def test_an_empty_basket_that_is_asked_for_is_told(customer) -> None:
    assert customer.says(SHOW, "what's in my basket?", intent="show_basket").responses == ["utter_basket_empty"]


def test_one_cable_with_a_question_mark_asks_for_a_cable(customer) -> None:
    heard = customer.says(CHANGE, "one hdmi cable?", intent="change_quantity", product="hdmi cable", quantity=1)
    assert {customer.store.catalogue.get(sku).category for sku in heard.products} == {"hdmi-cables"}


def test_no_charger_with_a_question_mark_refuses_nothing(customer) -> None:
    heard = customer.says(ActionAnswerNo(), "no charger?", intent="deny", product="charger")
    assert heard.products


def test_over_ear_is_said_of_the_headphones_that_were_shown(customer) -> None:
    customer.sees("HP-SOL-W1", "HP-SOL-H3-BLU")
    heard = customer.says(SHOW, "over ear", intent="out_of_scope")
    customer.message["intent"]["confidence"] = 0.2
    heard = customer.then(SHOW)
    assert heard.products
    assert all("over-ear" in customer.store.catalogue.get(sku).attributes["style"] for sku in heard.products)


def test_how_many_one_needs_is_no_word_about_the_basket(customer) -> None:
    customer.sees("RTR-MES-R1")
    heard = customer.says(ActionChangeQuantity(), "how many do i need", intent="change_quantity")
    assert heard.responses == ["utter_advice_not_known"]
