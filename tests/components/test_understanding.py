"""What is made of a reading: a bare name is a search where no intent is sure."""

import asyncio
from typing import Any

import pytest

from components.channels.understanding import read


def intent_of(text: str, confidence: float, guess: str = "ask_delivery", **named: str) -> str:
    entities = [
        {"entity": entity, "value": value, "start": text.index(value), "end": text.index(value) + len(value)}
        for entity, value in named.items()
    ]

    async def parse(_: str) -> dict[str, Any]:
        return {"intent": {"name": guess, "confidence": confidence}, "entities": entities}

    return str(asyncio.run(read(text, parse))["intent"]["name"])


def test_a_name_of_which_an_intent_is_sure_keeps_it() -> None:
    assert intent_of("odra p3", 0.8, product="odra p3") == "ask_delivery"


@pytest.mark.parametrize("text", ["delivery of the odra p3", "is the odra p3 broken"])
def test_more_than_a_name_keeps_its_intent(text: str) -> None:
    assert intent_of(text, 0.1, product="odra p3") == "ask_delivery"


def test_a_name_that_may_choose_one_of_the_cards_still_does() -> None:
    assert intent_of("odra p3", 0.4, "choose_option", product="odra p3") == "choose_option"


def test_words_without_a_name_keep_their_intent() -> None:
    assert intent_of("hm", 0.1) == "ask_delivery"


@pytest.mark.parametrize("text", ["odra p3", "its an odra p3!", "the odra p3 please"])
def test_a_bare_name_is_a_search(text: str) -> None:
    assert intent_of(text, 0.1, product="odra p3") == "search_product"


def test_a_make_and_a_model_are_a_name() -> None:
    assert intent_of("korvo study 14", 0.1, brand="korvo", product="study 14") == "search_product"
