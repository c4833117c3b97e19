"""Misspelt copies of training texts, so that the classifier has seen what hurried fingers do."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

SHORTEST = 4
Slip = Callable[[str, int, random.Random], str]


def misspell(text: str, chance: float, generator: random.Random) -> str:
    """Give the text with each longer word misspelt by one slip with the given chance (0 to 1)."""
    return " ".join(
        _slip(word, generator) if len(word) >= SHORTEST and generator.random() < chance else word
        for word in text.split()
    )


def misspelt_copies(texts: Sequence[str], seed: int, chance: float = 0.25) -> list[str]:
    """Give one misspelt copy per text, at least one word hit where a word is long enough.

    A copy depends on its text and the seed only, not on its neighbours.
    """
    copies = []
    for text in texts:
        generator = random.Random(f"{seed}:{text}")
        copy = misspell(text, chance, generator)
        copies.append(copy if copy != text else _hit_one(text, generator))
    return copies


def _hit_one(text: str, generator: random.Random) -> str:
    words = text.split()
    long_enough = [place for place, word in enumerate(words) if len(word) >= SHORTEST]
    if long_enough:
        place = generator.choice(long_enough)
        words[place] = _slip(words[place], generator)
    return " ".join(words)


def _slip(word: str, generator: random.Random) -> str:
    place = generator.randrange(1, len(word) - 1)
    return generator.choice(SLIPS)(word, place, generator)


def _left_out(word: str, place: int, _: random.Random) -> str:
    return word[:place] + word[place + 1 :]


def _twice(word: str, place: int, _: random.Random) -> str:
    return word[:place] + word[place] + word[place:]


def _swapped(word: str, place: int, _: random.Random) -> str:
    return word[:place] + word[place + 1] + word[place] + word[place + 2 :]


def _other_letter(word: str, place: int, generator: random.Random) -> str:
    return word[:place] + generator.choice("abcdefghijklmnopqrstuvwxyz") + word[place + 1 :]


SLIPS: tuple[Slip, ...] = (_left_out, _twice, _swapped, _other_letter)
