"""Nothing gets into the basket or is ordered without a recorded yes: what was shown, answered, when, in which words."""

import pytest

from actions.basket.add_product import ActionAddProduct
from actions.basket.change_quantity import ActionChangeQuantity
from actions.basket.correct_choice import ActionCorrectChoice
from actions.offer.answer_no import ActionAnswerNo
from actions.offer.answer_yes import ActionAnswerYes
from actions.offer.suggest_complement import ActionSuggestComplement
from actions.order.tell_delivery import ActionTellDelivery
from tests.actions.conftest import CAMERA, X2_CASE


def recorded(customer) -> list[tuple[str, str, str]]:
    return [(one["what"], one["answer"], one["words"]) for one in customer.store.audit.of_conversation(customer.id)]


def offered(customer) -> str:
    customer.says(ActionAddProduct(), "add the Vanta Z5", intent="add_to_basket", product="Vanta Z5")
    offer = customer.then(ActionSuggestComplement()).offer
    assert offer is not None
    return offer


def test_a_yes_to_a_question_about_delivery_never_buys_anything(customer) -> None:
    offer = offered(customer)
    before = customer.basket
    customer.says(ActionTellDelivery(), "how long is delivery?", intent="ask_delivery")
    heard = customer.says(ActionAnswerYes(), "yes", intent="affirm")
    assert heard.responses == ["utter_mean_the_offer"]
    assert customer.basket == before
    assert customer.store.offers.get(customer.id, offer).answer is None


def test_a_yes_to_nothing_is_recorded_nowhere(customer) -> None:
    customer.sees(CAMERA, focus=CAMERA)
    customer.says(ActionAnswerYes(), "yes", intent="affirm")
    assert (customer.basket, recorded(customer)) == ({}, [])


def test_a_yes_with_two_things_open_is_asked_back_and_buys_nothing(customer) -> None:
    offered(customer)
    before = customer.basket
    customer.events.append({"event": "slot", "name": "open_question", "value": "colleague"})
    heard = customer.says(ActionAnswerYes(), "yes", intent="affirm")
    assert heard.responses == ["utter_which_yes"]
    assert customer.basket == before


@pytest.mark.parametrize(
    ("act", "words", "answer"), [(ActionAnswerYes(), "go on then", "accept"), (ActionAnswerNo(), "nah", "decline")]
)
def test_the_answer_to_an_offer_is_kept_with_what_was_shown(customer, act, words, answer) -> None:
    offer = offered(customer)
    customer.says(act, words, intent="affirm" if answer == "accept" else "deny")
    last = customer.store.audit.of_conversation(customer.id)[-1]
    assert (last["what"], last["answer"], last["words"]) == (f"offer {offer}", answer, words)
    assert last["at"] == customer.now
    assert last["shown"]["items"]
    assert last["shown"]["total_after"]


def test_what_the_customer_puts_in_is_kept_with_price_and_words(customer) -> None:
    customer.says(ActionAddProduct(), "add the Vanta Z5", intent="add_to_basket", product="Vanta Z5")
    [one] = customer.store.audit.of_conversation(customer.id)
    assert (one["what"], one["answer"], one["words"]) == (f"basket {CAMERA}", "accept", "add the Vanta Z5")
    assert one["shown"]["price"] == "749.00"


def test_a_changed_quantity_and_a_swap_are_kept_too(customer) -> None:
    customer.puts(X2_CASE)
    customer.sees(X2_CASE, "CASE-AUR-X2-SIL-RED", focus=X2_CASE)
    customer.says(ActionChangeQuantity(), "make it two", intent="change_quantity", quantity="2")
    customer.says(ActionCorrectChoice(), "no, the red one", intent="correct_choice", colour="red")
    assert recorded(customer) == [
        (f"basket {X2_CASE}", "accept", "make it two"),
        ("basket CASE-AUR-X2-SIL-RED", "accept", "no, the red one"),
    ]


def test_an_order_of_the_chat_without_a_recorded_yes_is_found(customer) -> None:
    customer.puts(CAMERA)
    basket = customer.store.conversations.get(customer.id).basket
    number = customer.store.orders.place(
        basket=basket, name="T", email="t@x.example", now=customer.now, conversation_id=customer.id, customer_id=None
    ).number
    assert customer.store.audit.without_a_yes() == [f"order {number}"]
    customer.store.conversations.record_consent(
        customer.id, what=f"order {number}", shown={}, answer="accept", words="yes, order it", now=customer.now
    )
    assert customer.store.audit.without_a_yes() == []


def test_a_sample_is_drawn_by_its_seed_and_is_never_more_than_there_is(customer) -> None:
    for number in range(9):
        customer.store.conversations.record_consent(
            customer.id, what=f"basket {number}", shown={}, answer="accept", words="yes", now=customer.now
        )
    audit = customer.store.audit
    assert audit.sample(4, 1) == audit.sample(4, 1)
    assert len(audit.sample(4, 1)) == 4
    assert [one["what"] for one in audit.sample(50, 2)] == [f"basket {number}" for number in range(9)]
    assert audit.count() == 9
