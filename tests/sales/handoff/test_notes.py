"""What an agent's note at giving back asks of the assistant."""

import pytest

from sales.handoff.notes import NO_OFFERS, forbids_offers


@pytest.mark.parametrize(
    "note",
    [
        "",
        "wants to think it over",
        "offer made: the Z5 with a spare battery, he decides tomorrow",
        "nothing to add. Offers are welcome",
        "he does not know the size; suggest the M",
    ],
)
def test_a_note_about_something_else_forbids_nothing(note: str) -> None:
    assert not forbids_offers(note)


@pytest.mark.parametrize(
    "note",
    [
        NO_OFFERS,
        "please don't sell him anything, his father died",
        "do not offer accessories",
        "no more upselling please",
        "No cross-sell!",
        "stop pushing the warranty",
        "he never wants to be pitched again, do not try to sell",
    ],
)
def test_a_note_that_says_so_forbids_offers(note: str) -> None:
    assert forbids_offers(note)
