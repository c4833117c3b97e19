"""The embedding of one message, worked out when the first component asks for it and then kept."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

import numpy as np

from components.featurizers.sentence_encoder import SentenceEncoder
from components.featurizers.spelling import Speller

SENTENCE_VECTOR = "sentence_vector"


class SentenceVector:
    """A text (slips put right) and its encoder: `value()` encodes at the first call only.

    A copy shares encoder and speller.
    """

    def __init__(self, text: str, encoder: SentenceEncoder, speller: Speller | None = None) -> None:
        self.text = speller.correct(text) if speller else text
        self.encoder = encoder
        self.speller = speller
        self._value: np.ndarray | None = None

    @property
    def is_known(self) -> bool:
        """Whether somebody has paid for the embedding already."""
        return self._value is not None

    def value(self) -> np.ndarray:
        """Give the embedding, float32 of shape (384,) and length 1."""
        if self._value is None:
            self._value = self.encoder.encode([self.text])[0]
        return self._value

    def fill(self, value: np.ndarray) -> None:
        """Take a value that was encoded together with others."""
        self._value = value

    def fingerprint(self) -> str:
        """Give what Rasa's training cache compares: the text decides the vector."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    def __deepcopy__(self, memo: dict[int, Any]) -> SentenceVector:
        copied = SentenceVector(self.text, self.encoder)
        copied.speller = self.speller
        copied._value = self._value
        return copied


def fill_all(vectors: Sequence[SentenceVector], threads: int = 1) -> np.ndarray:
    """Encode those not known yet, several at a time, and give all values, shape (vectors, 384)."""
    unknown = [vector for vector in vectors if not vector.is_known]
    if unknown:
        values = unknown[0].encoder.encode([vector.text for vector in unknown], threads)
        for vector, value in zip(unknown, values):  # noqa: B905 - one value each
            vector.fill(value)
    return np.stack([vector.value() for vector in vectors])
