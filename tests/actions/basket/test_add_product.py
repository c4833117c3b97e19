"""What `action_add_product` promises."""

import pytest

from actions.basket.add_product import ActionAddProduct
from actions.offer.suggest_complement import ActionSuggestComplement
from tests.actions.conftest import SOLD_OUT, X2

ACT = ActionAddProduct()


@pytest.fixture
def offered(customer) -> str:
    """The id of an offer that waits."""
    customer.says(ActionAddProduct(), "add the Vanta Z5", intent="add_to_basket", product="Vanta Z5")
    return customer.then(ActionSuggestComplement()).offer


def test_a_sold_out_product_is_not_added(customer) -> None:
    customer.sees(SOLD_OUT, focus=SOLD_OUT)
    assert customer.says(ACT, "add it", intent="add_to_basket").responses == ["utter_out_of_stock"]
    assert customer.basket == {}


def test_more_than_there_are_is_not_added(customer) -> None:
    customer.sees("LEA-BLE-SLV13", focus="LEA-BLE-SLV13")
    heard = customer.says(ACT, "add 40 of them", intent="add_to_basket", quantity="40")
    assert heard.responses == ["utter_only_so_many"]
    assert customer.basket == {}


def test_a_regulated_product_goes_to_a_person(customer) -> None:
    heard = customer.says(ACT, "add Night Assize", intent="add_to_basket", product="Night Assize")
    assert heard.responses == ["utter_needs_person"]
    assert customer.basket == {}


def test_two_that_could_be_meant_are_asked_back(customer) -> None:
    heard = customer.says(ACT, "add the Aurora X2", intent="add_to_basket", product="Aurora X2")
    assert heard.responses == ["utter_which_of_these"]
    assert customer.basket == {}


def test_an_unknown_thing_is_not_replaced_by_a_guess(customer) -> None:
    heard = customer.says(ACT, "add a zeppelin", intent="add_to_basket", product="zeppelin")
    assert heard.responses == ["utter_not_in_shop"]
    assert customer.basket == {}


def test_what_is_added_is_repeated_with_its_price(customer) -> None:
    heard = customer.says(ACT, "add the Vanta Z5", intent="add_to_basket", product="Vanta Z5")
    assert heard.responses == ["utter_added"]
    assert heard.values["price"] == "€749"
    assert customer.basket == {"CAM-VAN-Z5-KIT": 1}


def test_add_it_right_after_an_offer_takes_the_offer(customer, offered) -> None:
    heard = customer.says(ACT, "chuck it in", intent="add_to_basket")
    assert heard.responses == ["utter_offer_accepted_two"]
    assert customer.store.offers.get(customer.id, offered).answer == "accept"


def test_naming_something_else_after_an_offer_leaves_the_offer(customer, offered) -> None:
    customer.says(ACT, "add the Statio table tripod", intent="add_to_basket", product="Statio table tripod")
    assert customer.basket == {"CAM-VAN-Z5-KIT": 1, "TRI-STA-TABLE": 1}
    assert customer.store.offers.get(customer.id, offered).answer is None


def test_a_name_said_in_full_is_that_product_whatever_of_it_was_marked(customer) -> None:
    text = "add the Trekko Run 2 sports watch, blue to my basket"
    customer.says(ACT, text, intent="add_to_basket", product="Trekko", colour="blue", quantity="2")
    assert customer.basket == {"WAT-TRE-RUN2-BLU": 1}


def test_two_things_in_one_message_are_both_added(customer) -> None:
    said = "add the Vanta Z5 and the Brisa tower fan"
    heard = customer.says(ACT, said, intent="add_to_basket", product=["Vanta Z5", "Brisa tower fan"])
    assert len(customer.basket) == 2
    assert "utter_which_of_these" not in heard.responses


def test_of_two_things_the_unclear_one_is_asked_back_and_the_plain_one_is_added(customer) -> None:
    said = "add the Brisa tower fan and an Aurora X2"
    heard = customer.says(ACT, said, intent="add_to_basket", product=["Brisa tower fan", "Aurora X2"])
    assert len(customer.basket) == 1
    assert heard.responses[-1] == "utter_which_of_these"


def test_an_exclamation_marked_as_a_product_does_not_hide_the_real_one(customer) -> None:
    said = "holy cow! put the Brisa tower fan in my basket"
    customer.says(ACT, said, intent="add_to_basket", product=["cow", "Brisa tower fan"])
    assert len(customer.basket) == 1


def test_a_colour_marked_as_a_thing_is_the_colour_of_the_thing_beside_it(customer) -> None:
    text = "add the Trekko Run 2 sports watch, blue to my basket"
    named = ["Trekko Run 2 sports watch", "blue"]
    customer.says(ACT, text, intent="add_to_basket", product=named, colour="blue")
    assert customer.basket == {"WAT-TRE-RUN2-BLU": 1}


def test_both_of_one_card_adds_nothing_twice(customer) -> None:
    customer.sees("LAP-KOR-S15-512-BLU", focus="LAP-KOR-S15-512-BLU")
    customer.says(ACT, "add both", intent="add_to_basket", quantity="2")
    assert not customer.basket


def test_a_question_for_the_basket_adds_nothing(customer) -> None:
    customer.puts("TV-LUM-32")
    customer.sees("LAP-KOR-S15-512-BLU", "LAP-KOR-S15-256-BLU")
    heard = customer.says(ACT, "both in basket?", intent="add_to_basket")
    assert heard.responses == ["utter_basket"]
    assert customer.basket == {"TV-LUM-32": 1}


def test_buy_one_get_one_adds_nothing(customer) -> None:
    heard = customer.says(ACT, "buy 1 get 1?", intent="add_to_basket", quantity="1")
    assert not customer.basket
    assert all("discount" in response for response in heard.responses), heard.responses


def test_it_and_a_case_is_the_thing_and_only_a_case_that_fits(customer) -> None:
    customer.sees("HP-SOL-W1", focus="HP-SOL-W1")
    customer.says(ACT, "ok put it in, and a case", intent="add_to_basket", product="case")
    assert "HP-SOL-W1" in customer.basket
    assert "Solva travel case for H7" not in {customer.store.catalogue.get(sku).name for sku in customer.basket}


def test_no_ink_is_added_before_the_printer_is_chosen(customer) -> None:
    customer.sees("PRN-ODR-L2", "PRN-ODR-P3")
    customer.says(ACT, "add the printer and the ink", intent="add_to_basket", product=["printer", "ink"])
    assert not customer.basket


def test_what_is_no_card_is_not_added_as_the_card_that_is_talked_about(customer) -> None:
    customer.sees("PRN-ODR-P3", focus="PRN-ODR-P3")
    customer.says(ACT, "the set then", intent="add_to_basket")
    assert [customer.store.catalogue.get(sku).category for sku in customer.basket] == ["ink-cartridges"]


def test_a_case_for_it_is_one_that_fits_what_is_talked_about(customer) -> None:
    customer.sees("PH-SEN-EASY-BLK", X2, focus="PH-SEN-EASY-BLK")
    customer.says(ACT, "ok and a case for it", intent="add_to_basket", product="case")
    added = [customer.store.catalogue.get(sku) for sku in customer.basket]
    assert [product.attributes["fits_model"] for product in added] == [("Senda Easy 3",)]


def test_of_two_cards_the_one_that_is_named_is_taken_in_the_colour(customer) -> None:
    customer.sees("PH-AUR-X2X-256-BLK", X2)
    customer.says(ACT, "ill take the max in blue", intent="add_to_basket", colour="blue")
    assert customer.basket == {}
    customer.says(ACT, "the max in green then", intent="add_to_basket", colour="green")
    assert customer.basket == {"PH-AUR-X2X-256-GRN": 1}


def test_two_packs_of_two_are_two(customer) -> None:
    customer.sees("VFL-ZEF-C", focus="VFL-ZEF-C")
    customer.says(ACT, "put 2 in", intent="add_to_basket", quantity=2)
    assert customer.basket == {"VFL-ZEF-C": 2}
