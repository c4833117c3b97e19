"""What speaks for a message being in scope, measured while it is classified."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from components.classifiers.stacking import log_softmax

SCOPE_EVIDENCE = "scope_evidence"


@dataclass(frozen=True)
class Evidence:
    """Columns of evidence, one row a text; `full` with the embedding, `quick` from n-grams alone.

    full: cosine to the nearest training text of the best in-scope label, log-sum-exp of the
    embedding's in-scope scores (an energy), best in-scope n-gram score, probability of out of scope.
    quick: the best in-scope n-gram score, its lead over the second, the out-of-scope label's score.
    """

    rows: np.ndarray
    quick: bool

    def fingerprint(self) -> str:
        """Let Rasa's training cache compare it."""
        return self.rows.tobytes().hex()


class Scores(NamedTuple):
    """One text's scores by the mixture, the embedding and the n-grams, each of shape (labels,)."""

    mixed: np.ndarray
    embedding: np.ndarray
    ngrams: np.ndarray


FULL_COLUMNS, QUICK_COLUMNS = 4, 3


class Neighbours:
    """The vectors of the training texts, sorted by label, to find the nearest text of one label."""

    def __init__(self, vectors: np.ndarray, numbers: np.ndarray, labels: int) -> None:
        order = np.argsort(numbers, kind="stable")
        self.vectors = np.ascontiguousarray(vectors[order], dtype=np.float32)
        self.starts = np.searchsorted(numbers[order], np.arange(labels + 1))

    @classmethod
    def stored(cls, vectors: np.ndarray, starts: np.ndarray) -> Neighbours:
        """Make it again from its two arrays."""
        made = cls.__new__(cls)
        made.vectors, made.starts = vectors, starts
        return made

    def nearest(self, vector: np.ndarray, label: int) -> float:
        """Give the cosine to the nearest training text of the label, 0 when it has none."""
        own = self.vectors[self.starts[label] : self.starts[label + 1]]
        return float((own @ vector).max()) if len(own) else 0.0


def in_scope_labels(labels: int, outside: int | None) -> np.ndarray:
    """Give the numbers of all labels but the out-of-scope one."""
    return np.array([label for label in range(labels) if label != outside])


def full_evidence(
    scores: Scores, vector: np.ndarray, neighbours: Neighbours, inside: np.ndarray, outside: int | None
) -> np.ndarray:
    """Give one text's row of full evidence from its scores and its vector."""
    mixed, embedding, ngrams = scores
    probabilities = np.exp(log_softmax(mixed))
    best = int(inside[probabilities[inside].argmax()])
    largest = embedding[inside].max()
    energy = largest + np.log(np.exp(embedding[inside] - largest).sum())
    rest = probabilities[outside] if outside is not None else 0.0
    nearest = neighbours.nearest(vector, best)
    return np.array([nearest, energy, ngrams[inside].max(), rest], np.float64)


def quick_evidence(ngrams: np.ndarray, inside: np.ndarray, outside: int | None) -> np.ndarray:
    """Give one text's row of quick evidence from its n-gram scores, shape (labels,)."""
    best = np.sort(ngrams[inside])[-2:]
    lead = best[-1] - best[0]
    return np.array([best[-1], lead, ngrams[outside] if outside is not None else -1.0], np.float64)
