"""The training sentences nearest in meaning: why a message was understood as it was, and what stands too close."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from training.language import Example

_BLOCK = 512


@dataclass(frozen=True)
class Nearest:
    """A training sentence with its nearness, the cosine of the meanings; `place` is its file and line."""

    intent: str
    text: str
    near: float
    place: str


def nearest(asked: Sequence[float], examples: Sequence[Example], vectors: np.ndarray, most: int = 6) -> list[Nearest]:
    """The `most` sentences nearest to `asked`, nearest first."""
    near = vectors @ np.asarray(asked, dtype=np.float32)
    return [
        Nearest(one.intent, one.plain, round(float(near[row]), 3), f"{one.file}:{one.line}")
        for row in np.argsort(-near)[:most]
        for one in (examples[row],)
    ]


def twins(examples: Sequence[Example], vectors: np.ndarray, at_least: float) -> Iterator[tuple[int, int, float]]:
    """Rows of two sentences of different intents that mean nearly the same, and how near they are."""
    intents = np.array([example.intent for example in examples])
    for start in range(0, len(examples), _BLOCK):
        near = vectors[start : start + _BLOCK] @ vectors.T
        near[intents[start : start + _BLOCK, None] == intents[None, :]] = -1.0
        best = near.argmax(axis=1)
        for row, other in enumerate(best):
            if near[row, other] >= at_least and start + row < other:
                yield start + row, int(other), float(near[row, other])
