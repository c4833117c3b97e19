"""Money, counts, places in a list, order numbers, addresses, dates and colours are found without training."""

from datetime import date

import pytest

from components.extractors.patterns import find
from components.extractors.patterns.money import money

TODAY = date(2026, 11, 21)  # a Saturday


def found(text: str, *names: str) -> list[tuple[str, object]]:
    """The (entity, value) pairs in `text`, only those of `names` when given."""
    return [(s.entity, s.value) for s in find(text, TODAY) if not names or s.entity in names]


PRICES = ("price_max", "price_min", "price_about")


@pytest.mark.parametrize(
    "text",
    [
        "a laptop with at least 16 GB",
        "something under 2 kg",
        "at least 10 hours of battery",
        "over 20 people will use it",
        "a 55 inch tv",
        "around 30 m of cable",
        "I am asking about 1044",
        "it arrived in about 3 days",
        "is it 1080p",
        "the 2025 model",
        "wifi 6 router",
        "more than 2 of them",
        "about time you answered",
        "from 9 to 5",
        "open from 10 to 18",
        "the second one",
        "up to 30 cups a day",
        "a 4k tv for the living room",
        "is it 4k",
        "8k or better",
        "shoes for a 5k run",
        "I am training for a 10k",
        "it counts 10k steps a day",
        "a power bank with 20k mah",
        "8-10k steps",
    ],
)
def test_a_number_that_is_no_money_is_not_taken_for_a_price(text: str) -> None:
    assert found(text, *PRICES) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a camera under 700", [("price_max", "700")]),
        ("not more than 800", [("price_max", "800")]),
        ("nothing over 150 please", [("price_max", "150")]),
        ("up to €800", [("price_max", "800")]),
        ("700 max", [("price_max", "700")]),
        ("800 total", [("price_max", "800")]),
        ("about 800 all in", [("price_max", "800")]),
        ("300 euros or less", [("price_max", "300")]),
        ("cheaper than 99.90", [("price_max", "99.90")]),
        ("max 1.299,00 €", [("price_max", "1299.00")]),
        ("below £1,200", [("price_max", "1200")]),
        ("my budget is 250", [("price_max", "250")]),
        ("I have 300 euros for this", [("price_max", "300")]),
        ("I can spend 450", [("price_max", "450")]),
        ("we have a budget of 25k", [("price_max", "25000")]),
        ("under two hundred and fifty", [("price_max", "250")]),
        ("less than a thousand pounds", [("price_max", "1000")]),
        ("laptops under 500 with a good screen", [("price_max", "500")]),
        ("at least 200 euros", [("price_min", "200")]),
        ("more than 300 but good", [("price_min", "300")]),
        ("between 300 and 500", [("price_min", "300"), ("price_max", "500")]),
        ("300-500 euro", [("price_min", "300"), ("price_max", "500")]),
        ("price range 50 to 80", [("price_min", "50"), ("price_max", "80")]),
        ("around 200", [("price_about", "200")]),
        ("about $40 or so", [("price_about", "40")]),
        ("200ish", [("price_about", "200")]),
        ("a tv for 400", [("price_about", "400")]),
        ("€59", [("price_about", "59")]),
        ("june, maybe 25k", [("price_about", "25000")]),
        ("june, 25k", [("price_about", "25000")]),
        ("june 25k", [("price_about", "25000")]),
        ("25K in march", [("price_about", "25000")]),
        ("eight rooms, by may, and 12.5k", [("price_about", "12500")]),
        ("2,5k", [("price_about", "2500")]),
        ("around 25 k euro", [("price_about", "25000")]),
        ("€25k", [("price_about", "25000")]),
        ("15 to 20k", [("price_min", "15000"), ("price_max", "20000")]),
        ("15-20k euros", [("price_min", "15000"), ("price_max", "20000")]),
        ("49,90 EUR", [("price_about", "49.90")]),
    ],
)
def test_money_is_read_with_its_role(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text, *PRICES) == expected


def test_a_currency_is_told_when_it_was_said() -> None:
    (span,) = [s for s in find("up to 800 pounds", TODAY) if s.entity == "price_max"]
    assert span.extra == {"currency": "GBP"}


@pytest.mark.parametrize(
    "text",
    [
        "this one",
        "the black one please",
        "in two weeks",
        "i have two questions",
        "order 1044",
        "usb 3 cable",
        "the two of us",
        "16 gb please",
        "one moment",
        "it broke after 3 days",
        "third time i write",
        "24 hours later",
    ],
)
def test_a_number_that_counts_nothing_sold_is_no_quantity(text: str) -> None:
    assert found(text, "quantity") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("two hdmi cables", 2),
        ("add 3 of them", 3),
        ("3x", 3),
        ("x4 please", 4),
        ("a pair of headphones", 2),
        ("a couple of chargers", 2),
        ("half a dozen capsules", 6),
        ("20 pieces", 20),
        ("I'll take one", 1),
        ("just one please", 1),
        ("make it 5", 5),
        ("change the quantity to 2", 2),
        ("I need 12 licences", 12),
        ("quantity: 7", 7),
    ],
)
def test_counts_are_read(text: str, expected: int) -> None:
    assert found(text, "quantity") == [("quantity", expected)]


@pytest.mark.parametrize(
    "text",
    [
        "this is the third time I write",
        "the first thing that broke",
        "it came the second day",
        "wait a second",
        "at first I liked it",
        "the last week was bad",
        "the last order",
        "on the second floor",
        "first of all hello",
    ],
)
def test_an_order_of_events_is_no_place_in_a_list(text: str) -> None:
    assert found(text, "ordinal") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("second", 2),
        ("the second one", 2),
        ("I take the 3rd", 3),
        ("last one please", "last"),
        ("no, the first", 1),
        ("number two", 2),
        ("option 3", 3),
        ("#2", 2),
        ("the latter", "last"),
        ("not that, the second", 2),
    ],
)
def test_a_place_in_a_list_is_read(text: str, expected: object) -> None:
    assert found(text, "ordinal") == [("ordinal", expected)]


@pytest.mark.parametrize(
    "text",
    [
        "under 1044",
        "a laptop for 1200 euros",
        "at most 1500 please",
        "I bought it in 2024",
        "6000 mAh power bank",
        "€1044",
        "a 1200 W hair dryer",
        "does the Aurora 1044x fit",
    ],
)
def test_a_price_a_year_or_a_measure_is_no_order_number(text: str) -> None:
    assert found(text, "order_number") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1044", "1044"),
        ("#1044", "1044"),
        ("it's 1044", "1044"),
        ("where's order 1044", "1044"),
        ("order number: 20311", "20311"),
        ("my order no. A-1044 is late", "A-1044"),
        ("where is 1044", "1044"),
        ("parcel 1044 is not here", "1044"),
        ("1044, tom@example.com", "1044"),
        ("i want to return 1044", "1044"),
        ("Order 1044 was 59 euros", "1044"),
        ("order 1044.", "1044"),
    ],
)
def test_order_numbers_are_read(text: str, expected: str) -> None:
    assert found(text, "order_number") == [("order_number", expected)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("write to Tom.Smith+shop@Example.co.uk please", [("email", "tom.smith+shop@example.co.uk")]),
        ("@someone on twitter", []),
        ("call me on +44 20 7946 0958", [("phone", "+442079460958")]),
        ("my number is 0171 234567", [("phone", "0171234567")]),
        ("2026-12-24", []),
        ("order 123456", []),
    ],
)
def test_addresses_and_telephones(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text, "email", "phone") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on 2026-12-24", "2026-12-24"),
        ("by 24.12.2026", "2026-12-24"),
        ("12/24/2026", "2026-12-24"),
        ("3 December", "2026-12-03"),
        ("on the 3rd of march", "2027-03-03"),
        ("March 3rd, 2028", "2028-03-03"),
        ("tomorrow", "2026-11-22"),
        ("the day after tomorrow", "2026-11-23"),
        ("ordered yesterday", "2026-11-20"),
        ("next monday", "2026-11-23"),
        ("last Friday", "2026-11-20"),
        ("on Saturday", "2026-11-28"),
        ("in two weeks", "2026-12-05"),
        ("next week", "2026-W48"),
        ("we open in june", "2027-06"),
        ("june, maybe 25k", "2027-06"),
        ("before christmas", "2026-12-25"),
        ("by New Year's", "2027-01-01"),
    ],
)
def test_dates_are_read_from_today(text: str, expected: str) -> None:
    assert found(text, "date") == [("date", expected)]


@pytest.mark.parametrize("text", ["31 February", "maybe may is fine", "the sun is out", "he sat down", "version 3.5.1"])
def test_what_is_no_date_is_left_alone(text: str) -> None:
    assert found(text, "date") == []


def test_colours_have_one_name_each() -> None:
    assert found("the gray one, or dark blue", "colour") == [("colour", "grey"), ("colour", "blue")]


def test_black_friday_is_no_colour() -> None:
    assert found("your black friday prices", "colour") == []


def test_spans_point_at_their_own_text() -> None:
    text = "two black cases under 30 euros for order #1044, mail a@b.de"
    for span in find(text, TODAY):
        assert 0 <= span.start < span.end <= len(text)
    assert {text[s.start : s.end] for s in find(text, TODAY)} >= {"two", "black", "#1044", "a@b.de"}


def test_long_digits_and_odd_input_end_quickly() -> None:
    for text in (
        "1" * 4000,
        "1 " * 2000,
        "a@" * 2000,
        "the " * 1000,
        "€" * 4000,
        "1.000." * 600,
        "and a hundred " * 280,
    ):
        find(text, TODAY)


@pytest.mark.parametrize("text", ["my laptop from 2015 is slow", "it is from about 1998", "a tv from 2021 that died"])
def test_the_year_something_is_from_is_no_price(text: str) -> None:
    assert not [span for span in money(text) if span.entity.startswith("price")]


def test_from_with_a_currency_or_below_the_years_is_a_price() -> None:
    assert [span.entity for span in money("laptops from 900")] == ["price_min"]
    assert [span.entity for span in money("laptops from 2015 euros")] == ["price_min"]
