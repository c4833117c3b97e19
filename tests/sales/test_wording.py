"""Numbers as customers read them."""

from decimal import Decimal

import pytest

from sales.wording import gist, listed, money


@pytest.mark.parametrize(
    ("amount", "currency", "locale", "text"),
    [
        ("749", "EUR", "en", "€749"),
        ("749.00", "EUR", "en", "€749"),
        ("39.9", "EUR", "en-GB", "€39.90"),
        ("0.005", "EUR", "en", "€0.01"),
        ("1234567.5", "USD", "en", "$1,234,567.50"),
        ("-5", "GBP", "en", "-£5"),
        ("1999.5", "EUR", "de-DE", "1.999,50 €"),
        ("99.5", "JPY", "en", "¥100"),
        ("12", "CHF", "en", "12 CHF"),
    ],
)
def test_money_is_written_in_the_locales_manner(amount, currency, locale, text) -> None:
    assert money(Decimal(amount), currency, locale) == text


@pytest.mark.parametrize(
    ("names", "text"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_names_are_listed_as_spoken(names, text) -> None:
    assert listed(names) == text


@pytest.mark.parametrize(
    "told",
    [
        "Hello there, I ordered a lamp",
        "I bought it",
        "ok",
        "thanks",
        "this one sentence just runs on with no end in it that one could quote",
    ],
)
def test_what_tells_no_trouble_in_short_has_no_gist(told) -> None:
    assert gist(told) == ""


@pytest.mark.parametrize(
    ("told", "short"),
    [
        ("I was promised a call on Monday. It is Thursday.", "I was promised a call on Monday"),
        ("hi, I ordered a fan and the blades are bent", "the blades are bent"),
        ("Dear team, nobody answers my letters; please help", "nobody answers my letters"),
        ("it's fine. whatever. I waited three weeks", "I waited three weeks"),
        ("GIVE ME MY MONEY BACK", "Give me my money back"),
    ],
)
def test_the_gist_is_the_first_short_clause_that_tells_the_trouble(told, short) -> None:
    assert gist(told) == short


def test_a_marked_problem_is_the_gist_whatever_else_is_said() -> None:
    told = "nobody helps me, my fan hums all night"
    assert gist(told, (told.index("my fan"), told.index(" all"))) == "my fan hums all night"


@pytest.mark.parametrize(
    ("told", "marked", "short"),
    [
        ("hello, my screen is cracked, do you sell foil", "cracked", "my screen is cracked"),
        ("it leaks", "leaks", "it leaks"),
        (
            "the thing that I bought from you for my mother last May makes a terrible noise",
            "a terrible noise",
            "a terrible noise",
        ),
    ],
)
def test_a_marked_problem_is_told_with_its_clause_where_that_is_short(told, marked, short) -> None:
    begins = told.index(marked)
    assert gist(told, (begins, begins + len(marked))) == short


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("i feel so stupid, i bought the wrong lens for her graduation", "i bought the wrong lens for her graduation"),
    ],
)
def test_a_feeling_is_not_what_is_wrong(text: str, told: str) -> None:
    assert gist(text) == told


@pytest.mark.parametrize(
    ("text", "trouble"),
    [
        ("u guys r a joke, third parcel lost", "third parcel lost"),
        ("I AM FED UP. you sent the wrong size twice", "you sent the wrong size twice"),
        ("you are useless, where is it", "where is it"),
        ("your site is a joke", ""),
    ],
)
def test_an_insult_or_an_outcry_is_not_repeated_as_the_trouble(text: str, trouble: str) -> None:
    assert gist(text) == trouble
