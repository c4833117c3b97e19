"""Tf-idf of words 1-2 and characters 2-5: what a text looks like, quick for one text at a time."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np
from scipy import sparse

WORD = re.compile(r"\w+|[^\w\s]")
WORD_MARK = "\x01"
SHORTEST_CHARACTERS, LONGEST_CHARACTERS = 2, 5
LONGEST_TEXT = 4000


class NgramFeatures:
    """Tf-idf weights of the n-grams seen in training; the word half and the character half each of length 1."""

    def __init__(self, places: dict[str, int], idf: np.ndarray) -> None:
        self.places = places
        self.idf = idf

    @classmethod
    def fit(cls, texts: Sequence[str], most: int = 60_000) -> NgramFeatures:
        """Learn from the texts, keeping the `most` n-grams found in the most texts.

        Inverse document frequency as in scikit-learn: ln((1 + texts) / (1 + texts with it)) + 1.
        """
        found: Counter[str] = Counter()
        for text in texts:
            words, characters = grams(text)
            found.update(set(words))
            found.update(set(characters))
        kept = sorted(found, key=lambda gram: (-found[gram], gram))[:most]
        idf = [math.log((1 + len(texts)) / (1 + found[gram])) + 1 for gram in kept]
        return cls({gram: place for place, gram in enumerate(kept)}, np.array(idf, np.float32))

    def one(self, text: str) -> tuple[np.ndarray, np.ndarray]:
        """Give the places (int) and weights (float32) of one text's known n-grams."""
        halves = [self._half(half) for half in grams(text)]
        return np.concatenate([half[0] for half in halves]), np.concatenate([half[1] for half in halves])

    def unknown_words(self, text: str) -> int:
        """Give how many different words of the text no training text had; what has a figure in it is no word."""
        return sum(WORD_MARK + word not in self.places for word in plain_words(text))

    def is_word(self) -> np.ndarray:
        """Whether each n-gram is a word as `plain_words` gives it."""
        return np.array([gram[0] == WORD_MARK and " " not in gram and _is_plain(gram[1:]) for gram in self.places])

    def _half(self, found: Iterable[str]) -> tuple[np.ndarray, np.ndarray]:
        known = self.places
        counts = Counter([place for gram in found if (place := known.get(gram)) is not None])
        places = np.fromiter(counts.keys(), np.int64, len(counts))
        weights = np.fromiter(counts.values(), np.float32, len(counts))
        weights = (1 + np.log(weights)) * self.idf[places]
        length = math.sqrt(float(weights @ weights))
        return places, weights / length if length else weights

    def matrix(self, texts: Sequence[str]) -> sparse.csr_matrix:
        """Give one sparse row per text, shape (texts, n-grams)."""
        rows = [self.one(text) for text in texts]
        ends = np.cumsum([0, *(len(places) for places, _ in rows)])
        places = np.concatenate([places for places, _ in rows])
        weights = np.concatenate([weights for _, weights in rows])
        return sparse.csr_matrix((weights, places, ends), shape=(len(texts), len(self.idf)))


def plain_words(text: str) -> set[str]:
    """Give a text's different words and signs, those with a figure left out."""
    return {word for word in WORD.findall(text[:LONGEST_TEXT].lower()) if _is_plain(word)}


def _is_plain(word: str) -> bool:
    return not any(sign.isdigit() for sign in word)


def grams(text: str) -> tuple[list[str], list[str]]:
    """Give a text's word n-grams (1-2, marked) and its character n-grams (2-5, inside padded words)."""
    words = WORD.findall(text[:LONGEST_TEXT].lower())
    marked = [WORD_MARK + word for word in words]
    marked += [f"{one} {two}" for one, two in zip(marked, words[1:])]  # noqa: B905 - pairs
    characters: list[str] = []
    for word in words:
        padded = f" {word} "
        length = len(padded)
        for size in range(SHORTEST_CHARACTERS, min(LONGEST_CHARACTERS, length) + 1):
            characters += [padded[at : at + size] for at in range(length - size + 1)]
    return marked, characters
