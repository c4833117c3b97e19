"""Typing mistakes for measuring, made apart from those the classifier trains on: neighbouring keys, slips."""

from __future__ import annotations

import random

ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
SHORTEST = 3


def neighbours() -> dict[str, str]:
    """Give for each letter the letters beside, above and below it on a QWERTY keyboard."""
    at = {letter: (row, place) for row, keys in enumerate(ROWS) for place, key in enumerate(keys) for letter in key}
    return {
        letter: "".join(
            other
            for other, (row, place) in at.items()
            if other != letter and abs(row - at[letter][0]) <= 1 and abs(place - at[letter][1]) <= 1
        )
        for letter in at
    }


def with_typing_mistakes(text: str, share: float, generator: random.Random) -> str:
    """Give the text with one slip in each word of three letters or more with the given chance (0 to 1)."""
    beside = neighbours()
    return " ".join(
        _slip(word, generator, beside) if len(word) >= SHORTEST and generator.random() < share else word
        for word in text.split()
    )


def _slip(word: str, generator: random.Random, beside: dict[str, str]) -> str:
    place, kind = generator.randrange(len(word)), generator.randrange(4)
    if kind == 0:
        return word[:place] + word[place + 1 :]
    if kind == 1:
        return word[:place] + word[place] + word[place:]
    if kind == 2 and place + 1 < len(word):
        return word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    key = generator.choice(beside.get(word[place].lower(), "e"))
    return word[:place] + key + word[place + 1 :]
