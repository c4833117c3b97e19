"""What `sales.bereavement` hears, and what it does not."""

import pytest

from sales.bereavement import tells_of_death


@pytest.mark.parametrize(
    "text",
    [
        "my old phone died after nine years",
        "the battery of my dad's camera died",
        "she died me a scarf in the wrong colour",
        "my friend passed me your address",
        "I lost my charger",
        "a present for my late shift",
        "dad needs a phone, his old one is dead",
    ],
)
def test_a_thing_that_gave_up_is_no_bereavement(text: str) -> None:
    assert not tells_of_death(text)


@pytest.mark.parametrize(
    "text",
    [
        "my mum died last week and I need to cancel the tv she ordered",
        "The e-reader was meant for my father. He passed away on Sunday.",
        "my husband has passed, please close his order",
        "we lost our grandmother in May",
        "after the death of my brother I want to return his laptop",
        "it was for my late wife",
        "I had to put my dog to sleep this morning",
        "my mother-in-law sadly died, the order was hers",
    ],
)
def test_the_death_of_somebody_close_is_heard(text: str) -> None:
    assert tells_of_death(text)
