"""What `action_remove_product` promises."""

from actions.basket.remove_product import ActionRemoveProduct
from actions.privacy.show_knowledge import ActionShowKnowledge
from tests.actions.conftest import X2, X2_CASE

ACT = ActionRemoveProduct()


def test_an_empty_basket_is_said_to_be_empty(customer) -> None:
    assert customer.says(ACT, "take it out", intent="remove_from_basket").responses == ["utter_basket_empty"]


def test_what_could_be_several_is_asked_back(customer) -> None:
    customer.puts(X2)
    customer.puts(X2_CASE)
    assert customer.says(ACT, "remove it", intent="remove_from_basket").responses == ["utter_remove_which"]
    assert len(customer.basket) == 2


def test_the_named_one_goes_and_the_rest_stays(customer) -> None:
    customer.puts(X2)
    customer.puts(X2_CASE)
    heard = customer.says(ACT, "remove the case", intent="remove_from_basket", product="case")
    assert heard.responses == ["utter_removed"]
    assert customer.basket == {X2: 1}


def test_everything_goes_when_asked(customer) -> None:
    customer.puts(X2)
    customer.puts(X2_CASE)
    assert customer.says(ACT, "empty my basket", intent="remove_from_basket").responses == ["utter_basket_emptied"]
    assert customer.basket == {}


def test_delete_it_after_what_is_known_was_told_means_that(customer) -> None:
    customer.says(ActionShowKnowledge(), "what do you know about me", intent="ask_what_known")
    assert customer.says(ACT, "delete it", intent="remove_from_basket").responses == ["utter_erase_chat_sure"]
