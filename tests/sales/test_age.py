"""Whose age is told, and whose is not."""

import pytest

from sales.age import stated_age


@pytest.mark.parametrize(
    "text",
    [
        "I'm 15 minutes late for the delivery",
        "my son is 15 and needs a laptop",
        "I am 2 metres tall",
        "I'm looking for a 16 inch laptop",
        "I am order 15",
        "is it for ages 12 and up?",
        "I'm 300, haha",
        "I am a grandmother",
        "",
    ],
)
def test_a_number_that_is_no_age_of_the_writer_is_none(text: str) -> None:
    assert stated_age([text]) is None


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("im 15 and want a phone", 15),
        ("I am only fourteen, can I buy this?", 14),
        ("I\u2019m 16 years old", 16),
        ("i'm 17yo looking for headphones", 17),
        ("my age is 12", 12),
        ("Hi! I'm 41.", 41),
    ],
)
def test_the_writers_own_age_is_read(text: str, age: int) -> None:
    assert stated_age([text]) == age


def test_of_several_the_youngest_counts() -> None:
    assert stated_age(["I'm 30, joking", "I'm 15."]) == 15
