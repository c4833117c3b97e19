"""Nobody's data reaches a trainer, and what a customer wants stays readable."""

import pytest

from training.masking import key, mask


@pytest.mark.parametrize(
    ("written", "gone"),
    [
        ("mail me at wilma.tannhof@post.example", "tannhof"),
        ("ring me on +49 171 2345678 after six", "2345678"),
        ("my order 48213 is late", "48213"),
        ("Order no. 7731 please", "7731"),
        ("the invoice INV-2026-00913 is wrong", "00913"),
        ("my name is Wilma Tannhof and I wait", "Wilma"),
        ("my name is wilma", "wilma"),
        ("regards, Bernd Holz", "Holz"),
        ("card 4111 1111 1111 1111 was charged twice", "4111"),
        ("IBAN DE89 3704 0044 0532 0130 00", "3704"),
        ("send it to 12 Lantern Street", "Lantern"),
        ("see https://files.example/wilma/photo.png", "wilma"),
        ("Mrs Tannhof has not answered", "Tannhof"),
    ],
)
def test_personal_data_is_taken_out(written: str, gone: str) -> None:
    assert gone not in mask(written)


def test_the_known_customer_is_not_named_wherever_the_name_stands() -> None:
    assert "Tannhof" not in mask("it is for Tannhof, second floor", name="Wilma Tannhof")


def test_what_the_assistant_found_to_be_personal_is_masked_where_it_stands() -> None:
    text = "write to me, wilma(at)post"
    assert mask(text, [{"entity": "email", "start": 13, "end": 26}]) == "write to me, name@example.org"


@pytest.mark.parametrize(
    "written",
    [
        "a phone for under 1200 euros",
        "I'm Looking for a 55 inch tv, 2024 model",
        "is the Aurora X2 128 GB in stock",
        "between 300 and 1200",
        "this is Ridiculous",
        "can you call me at 10:30",
    ],
)
def test_what_is_no_personal_data_stays(written: str) -> None:
    assert mask(written) == written


def test_case_and_punctuation_make_no_other_message() -> None:
    assert key("Hello, THERE!") == key("hello there")
    assert key("?!") != key("...")
