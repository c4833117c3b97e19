"""What speaks for a message being in scope, measured while it is classified."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from components.classifiers.stacking import log_total

SCOPE_EVIDENCE = "scope_evidence"


@dataclass(frozen=True)
class Evidence:
    """Columns of evidence, one row a text; `full` with the embedding, `quick` from n-grams alone.

    full: cosine to the nearest training text of the best in-scope label, log-sum-exp of the embedding's
    in-scope scores (an energy), the mixture's score of that label, the smaller of the two probabilities that
    embedding and n-grams give it (whether they agree), words never trained on, probability of out of scope.
    quick: the best in-scope n-gram score, its lead over the second, the out-of-scope label's score.
    """

    rows: np.ndarray
    quick: bool

    def fingerprint(self) -> str:
        """Let Rasa's training cache compare it."""
        return self.rows.tobytes().hex()


class Scores(NamedTuple):
    """One text's scores by the embedding and the n-grams, each of shape (labels,), and the mixture's two factors."""

    embedding: np.ndarray
    ngrams: np.ndarray
    factors: tuple[float, float]

    @property
    def mixed(self) -> np.ndarray:
        """The mixture's scores, shape (labels,)."""
        result: np.ndarray = self.factors[0] * self.embedding + self.factors[1] * self.ngrams
        return result


FULL_COLUMNS, QUICK_COLUMNS = 6, 3
# More words never trained on than this say no more.
MOST_UNKNOWN = 2


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
    scores: Scores, nearest: Callable[[int], float], unknown: int, inside: np.ndarray, outside: int | None
) -> np.ndarray:
    """Give one text's row of full evidence from its scores, how near a label's texts are, and its unknown words."""
    mixed = scores.mixed
    best = int(inside[mixed[inside].argmax()])
    rest = np.exp(mixed[outside] - log_total(mixed)) if outside is not None else 0.0
    each = (scores.factors[0] * scores.embedding, scores.factors[1] * scores.ngrams)
    agreed = min(np.exp(one[best] - log_total(one)) for one in each)
    energy = log_total(scores.embedding[inside])
    return np.array([nearest(best), energy, mixed[best], agreed, min(unknown, MOST_UNKNOWN), rest], np.float64)


def quick_evidence(ngrams: np.ndarray, inside: np.ndarray, outside: int | None) -> np.ndarray:
    """Give one text's row of quick evidence from its n-gram scores, shape (labels,)."""
    best = np.sort(ngrams[inside])[-2:]
    lead = best[-1] - best[0]
    return np.array([best[-1], lead, ngrams[outside] if outside is not None else -1.0], np.float64)
