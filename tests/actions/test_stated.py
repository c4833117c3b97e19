"""What a message says of the thing itself, beside limits and other things."""

import pytest

from actions.stated import measure_said


@pytest.mark.parametrize(
    "text",
    ["a tv", "tv up to 55 inch", "at least 16 gb", "between 43 and 55 inch", "a mount for 43 inch", "under 2 kg"],
)
def test_a_limit_and_the_measure_of_another_thing_are_no_measure_of_it(text: str) -> None:
    assert measure_said(text) == set()


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("tv for the bedroom, 43 inch", {"43", "inch"}),
        ("the 55 inches one", {"55", "inch"}),
        ("a phone with 256GB", {"256", "gb"}),
        ("an 800 watt iron", {"800", "w"}),
    ],
)
def test_a_measure_is_its_number_and_its_unit(text: str, measure: set[str]) -> None:
    assert measure_said(text) == measure
