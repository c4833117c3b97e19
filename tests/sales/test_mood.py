"""Up at once, down slowly."""

import pytest

from sales.customer import Mood
from sales.mood import MoodSignal, felt_label, is_outburst, next_mood


def after(current: Mood, label: Mood, *intents: str, open_cases: int = 0, was_open: bool = False) -> Mood:
    signal = MoodSignal(label, 0.9 if label is Mood.UNHAPPY else 0.1, intents)
    return next_mood(current, signal, open_cases=open_cases, was_open=was_open)


@pytest.mark.parametrize("said", ["affirm", "deny", "search_product", "add_to_basket", "thank", "greet", "ask_price"])
def test_nothing_ordinary_makes_an_unhappy_customer_content(said) -> None:
    assert after(Mood.UNHAPPY, Mood.NEUTRAL, said) is Mood.UNHAPPY


@pytest.mark.parametrize("said", ["problem_solved", "thank", "compliment", "search_product"])
def test_no_good_sign_counts_while_a_case_is_open(said) -> None:
    assert after(Mood.UNHAPPY, Mood.HAPPY, said, open_cases=1, was_open=True) is Mood.UNHAPPY


def test_one_unhappy_message_is_enough() -> None:
    assert after(Mood.HAPPY, Mood.UNHAPPY, "ask_order_status") is Mood.UNHAPPY


def test_a_calm_report_of_a_defect_counts_as_unhappy() -> None:
    assert after(Mood.NEUTRAL, Mood.NEUTRAL, "report_defect") is Mood.UNHAPPY


def test_a_cheerful_word_with_a_complaint_stays_a_complaint() -> None:
    assert after(Mood.UNHAPPY, Mood.HAPPY, "problem_solved", "complain") is Mood.UNHAPPY


def test_unhappiness_ends_when_the_customer_says_that_it_is_solved() -> None:
    assert after(Mood.UNHAPPY, Mood.NEUTRAL, "problem_solved") is Mood.NEUTRAL


def test_unhappiness_ends_with_warm_thanks() -> None:
    assert after(Mood.UNHAPPY, Mood.HAPPY, "thank") is Mood.NEUTRAL


def test_a_new_wish_is_a_good_sign_only_after_a_solved_case() -> None:
    assert after(Mood.UNHAPPY, Mood.NEUTRAL, "search_product", was_open=True) is Mood.NEUTRAL
    assert after(Mood.UNHAPPY, Mood.NEUTRAL, "search_product", was_open=False) is Mood.UNHAPPY


def test_a_happy_word_makes_a_content_customer_happy() -> None:
    assert after(Mood.NEUTRAL, Mood.HAPPY, "thank") is Mood.HAPPY
    assert after(Mood.HAPPY, Mood.NEUTRAL, "affirm") is Mood.HAPPY


@pytest.mark.parametrize(
    ("text", "unhappy", "was_unhappy"),
    [
        ("This is the third time I write and nobody answers!", 0.99, True),
        ("MY ORDER NEVER ARRIVED AND NOBODY CARES", 0.99, False),
        ("this is unacceptable, you charged me twice", 0.99, False),
        ("do you insure against fraud? and is there a police discount!!", 0.1, True),
        ("I NEED A 4K TV AND AN HDMI CABLE!!", 0.2, True),
    ],
)
def test_trouble_told_plainly_is_no_outburst(text: str, unhappy: float, was_unhappy: bool) -> None:
    assert not is_outburst(text, unhappy, was_unhappy=was_unhappy)


@pytest.mark.parametrize(
    ("text", "was_unhappy"),
    [
        ("if it is not here tomorrow you hear from my lawyer", False),
        ("I will do a chargeback and report you", False),
        ("this is disgusting, worst shop ever!!!", False),
        ("THIS IS A SCAM, YOU THIEVES", False),
        ("this is ridiculous", True),
        ("answer me you idiots", True),
    ],
)
def test_a_threat_or_rage_is_an_outburst(text: str, was_unhappy: bool) -> None:
    assert is_outburst(text, 0.9, was_unhappy=was_unhappy)


@pytest.mark.parametrize(
    "text",
    [
        "my old telly finally gave up the ghost after 14 years",
        "the ancient hoover wheezed its last, so i'm after a replacement",
        "our set went dark during the final, time for a new one",
        "it's not your fault but the dog ate the remote",
        "the printer from another shop was rubbish, which one of yours is reliable",
    ],
)
def test_a_wish_for_something_in_place_of_their_own_old_thing_is_calm(text: str) -> None:
    assert felt_label(Mood.UNHAPPY, 0.97, 0.8, text) is Mood.NEUTRAL


@pytest.mark.parametrize(
    ("text", "calm"),
    [
        ("my old telly finally gave up the ghost after 14 years", 0.3),
        ("great, a box full of paper and no phone", 0.96),
        ("I need a new one, you sent me a broken lamp", 0.9),
        ("the old one came back unrepaired, when do you deliver", 0.9),
        ("I want another one, this is the third one that is dead", 0.9),
        ("another broken one, I want a new one now!!", 0.9),
    ],
)
def test_what_is_said_of_us_or_no_sure_wish_stays_unhappy(text: str, calm: float) -> None:
    assert felt_label(Mood.UNHAPPY, 0.97, calm, text) is Mood.UNHAPPY
