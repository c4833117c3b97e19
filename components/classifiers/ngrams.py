"""Tf-idf of words 1-2 and characters 2-5: what a text looks like, quick for one text at a time."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
from scipy import sparse

WORD = re.compile(r"\w+|[^\w\s]")
WORD_MARK = "\x01"
SHORTEST_CHARACTERS, LONGEST_CHARACTERS = 2, 5
LONGEST_TEXT = 4000
REMEMBERED_WORDS, LONGEST_REMEMBERED = 20_000, 30


class NgramFeatures:
    """Tf-idf weights of the n-grams seen in training; the word half and the character half each of length 1."""

    def __init__(self, places: dict[str, int], idf: np.ndarray) -> None:
        self.places = places
        self.idf = idf
        self._remembered: dict[str, Sequence[int]] = {}

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
        words = words_of(text)
        known = self.places
        signs = [place for word in words for place in self._places_in(word)]
        whole = [place for gram in word_grams(words) if (place := known.get(gram)) is not None]
        halves = [self._weighed(half) for half in (whole, signs)]
        return np.concatenate([half[0] for half in halves]), np.concatenate([half[1] for half in halves])

    def unknown_words(self, text: str) -> int:
        """Give how many different words of the text no training text had; what has a figure in it is no word."""
        return sum(WORD_MARK + word not in self.places for word in plain_words(text))

    def is_word(self) -> np.ndarray:
        """Whether each n-gram is a word as `plain_words` gives it."""
        return np.array([gram[0] == WORD_MARK and " " not in gram and _is_plain(gram[1:]) for gram in self.places])

    def _places_in(self, word: str) -> Sequence[int]:
        """The places of a word's character n-grams, remembered: people use the same few thousand words."""
        found = self._remembered.get(word)
        if found is None:
            known = self.places
            found = [place for gram in character_grams(word) if (place := known.get(gram)) is not None]
            if len(self._remembered) < REMEMBERED_WORDS and len(word) <= LONGEST_REMEMBERED:
                self._remembered[word] = found
        return found

    def _weighed(self, found: Sequence[int]) -> tuple[np.ndarray, np.ndarray]:
        counts = Counter(found)
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
    return {word for word in words_of(text) if _is_plain(word)}


def words_of(text: str) -> list[str]:
    """Give a text's words and signs in small letters, in order."""
    return WORD.findall(text[:LONGEST_TEXT].lower())


def _is_plain(word: str) -> bool:
    return not any(sign.isdigit() for sign in word)


def grams(text: str) -> tuple[list[str], list[str]]:
    """Give a text's word n-grams (1-2, marked) and its character n-grams (2-5, inside padded words)."""
    words = words_of(text)
    return word_grams(words), [gram for word in words for gram in character_grams(word)]


def word_grams(words: Sequence[str]) -> list[str]:
    """Give the marked words and pairs of neighbours."""
    marked = [WORD_MARK + word for word in words]
    return marked + [f"{one} {two}" for one, two in zip(marked, words[1:])]  # noqa: B905 - pairs


def character_grams(word: str) -> list[str]:
    """Give the n-grams of 2 to 5 characters inside one word, a space before and behind it."""
    padded = f" {word} "
    length = len(padded)
    sizes = range(SHORTEST_CHARACTERS, min(LONGEST_CHARACTERS, length) + 1)
    return [padded[at : at + size] for size in sizes for at in range(length - size + 1)]
