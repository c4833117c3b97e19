"""A message is cut only where two clauses ask for different things."""

from typing import Any

import pytest

from components.channels.request_splitter import belong_apart, candidates


def reading(text: str, intent: str | None, confidence: float = 0.9) -> dict[str, Any]:
    return {"text": text, "intent": {"name": intent, "confidence": confidence}}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hello",
        "a case and a charger for my phone",
        "headphones that are light and have a long battery life",
        "between 300 and 500",
        "black and white printer",
        "thanks, bye",
        "no, the black one",
        "my order no. 1044 is late",
        "fish and chips",
        "Where is it?",
        "I want the 3. edition",
    ],
)
def test_what_belongs_together_is_not_cut(text: str) -> None:
    assert candidates(text) == (text,)


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        (
            "is the z5 weatherproof and do you buy used cameras?",
            ("is the z5 weatherproof", "do you buy used cameras?"),
        ),
        ("How much is it? Do you deliver to Leeds?", ("How much is it?", "Do you deliver to Leeds?")),
        ("add it to my basket and show me cases for it", ("add it to my basket", "show me cases for it")),
        ("where is my order, also do you repair phones", ("where is my order", "do you repair phones")),
        (
            "show me fones under 400 n tell me if u ship to ireland",
            ("show me fones under 400", "tell me if u ship to ireland"),
        ),
        ("cancel order 1044 and tell me when you open", ("cancel order 1044", "tell me when you open")),
    ],
)
def test_clauses_of_their_own_are_cut_apart(text: str, pieces: tuple[str, ...]) -> None:
    assert candidates(text) == pieces


def test_the_same_request_twice_stays_one() -> None:
    assert not belong_apart([reading("is it light", "ask_feature"), reading("is it small", "ask_feature")])


def test_two_words_about_one_trouble_stay_one() -> None:
    late, angry = reading("my order vanished", "report_late_delivery"), reading("what a shop", "complain")
    assert not belong_apart([late, angry])
    assert belong_apart([late, reading("how do I pay", "ask_payment")])


def test_a_greeting_or_thanks_is_no_request() -> None:
    assert not belong_apart([reading("hello you", "greet"), reading("show me phones", "search_product")])


def test_unsure_pieces_stay_together() -> None:
    assert not belong_apart([reading("it is so", "search_product", 0.2), reading("and that too", "ask_price", 0.2)])


def test_an_unknown_question_beside_a_known_request_is_answered_on_its_own() -> None:
    assert belong_apart(
        [reading("is it weatherproof", "ask_feature"), reading("do you buy used cameras?", "out_of_scope")]
    )


def test_an_unknown_remark_is_not() -> None:
    assert not belong_apart([reading("is it weatherproof", "ask_feature"), reading("my cat sleeps", "out_of_scope")])


def test_a_very_long_message_is_handled_quickly() -> None:
    candidates("and I want it " * 280)


@pytest.mark.parametrize(
    "told", ["I bought a vacuum last year from you", "hi, we just got a kettle", "I've ordered two lamps"]
)
def test_what_was_bought_belongs_to_the_trouble_told_behind_it(told: str) -> None:
    assert not belong_apart([reading(told, "search_product"), reading("it stopped working", "report_defect")])


def test_a_new_one_that_is_wanted_stands_beside_the_trouble() -> None:
    wish = reading("I want a new one in red", "search_product")
    assert belong_apart([reading("my kettle broke", "report_defect"), wish])
