"""The hybrid of sentence embedding and n-grams without Rasa: fit, predict, save and load."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from pathlib import Path

import numpy as np

from components.classifiers.cross_validation import OutOfFold, cross_validate, fit_pair
from components.classifiers.evidence import (
    Evidence,
    Neighbours,
    Scores,
    full_evidence,
    in_scope_labels,
    quick_evidence,
)
from components.classifiers.examples import Examples, HybridSettings, Reader, digest, gather, training_pool
from components.classifiers.ngrams import NgramFeatures
from components.classifiers.stacking import Linear, log_total

FOREIGN_PASS = 0.05
ARRAYS_FILE, SETTINGS_FILE = "hybrid.npz", "hybrid.json"


@dataclass(frozen=True)
class Prediction:
    """One probability per label, the evidence for being in scope, and whether n-grams alone decided."""

    probabilities: np.ndarray
    evidence: Evidence


@dataclass(frozen=True)
class HybridModel:
    """Two linear models over one text, the factors that join their scores, and the training texts' vectors."""

    labels: tuple[str, ...]
    outside: int | None
    features: NgramFeatures
    embedding: Linear
    ngrams: Linear
    factors: tuple[float, float]
    sure_margin: float
    neighbours: Neighbours

    @cached_property
    def inside(self) -> np.ndarray:
        """The numbers of the labels that are in scope."""
        return in_scope_labels(len(self.labels), self.outside)

    def ngram_scores(self, text: str) -> np.ndarray:
        """Give the support vector machine's scores, shape (labels,)."""
        return self.ngrams.sparse_one(*self.features.one(text))

    def is_sure(self, ngrams: np.ndarray) -> bool:
        """Whether the n-grams alone were right so clearly in training that the embedding adds nothing."""
        return bool(margins(ngrams[None, :])[0] >= self.sure_margin)

    def quick(self, ngrams: np.ndarray) -> Prediction:
        """Predict from the n-grams alone."""
        weighed = self.factors[1] * ngrams
        probabilities = np.exp(weighed - log_total(weighed))
        evidence = quick_evidence(ngrams, self.inside, self.outside)
        return Prediction(probabilities, Evidence(evidence[None, :], quick=True))

    def full(self, text: str, ngrams: np.ndarray, vector: np.ndarray) -> Prediction:
        """Predict from n-grams and embedding together."""
        scores = Scores(self.embedding.dense(vector), ngrams, self.factors)
        nearest, unknown = partial(self.neighbours.nearest, vector), self.features.unknown_words(text)
        evidence = full_evidence(scores, nearest, unknown, self.inside, self.outside)
        mixed = scores.mixed
        return Prediction(np.exp(mixed - log_total(mixed)), Evidence(evidence[None, :], quick=False))

    def save(self, directory: Path) -> None:
        """Write the model as arrays and JSON (no pickles)."""
        np.savez(
            directory / ARRAYS_FILE,
            idf=self.features.idf,
            embedding=self.embedding.weights,
            embedding_bias=self.embedding.bias,
            ngrams=self.ngrams.weights,
            ngrams_bias=self.ngrams.bias,
            vectors=self.neighbours.vectors,
            starts=self.neighbours.starts,
        )
        rest = {
            "labels": self.labels,
            "outside": self.outside,
            "factors": self.factors,
            "sure_margin": self.sure_margin,
            "ngrams": list(self.features.places),
        }
        (directory / SETTINGS_FILE).write_text(json.dumps(rest), encoding="utf-8")

    @classmethod
    def load(cls, directory: Path) -> HybridModel:
        """Open what `save` wrote; OSError when a file is missing."""
        rest = json.loads((directory / SETTINGS_FILE).read_text(encoding="utf-8"))
        with np.load(directory / ARRAYS_FILE, allow_pickle=False) as arrays:
            places = {gram: place for place, gram in enumerate(rest["ngrams"])}
            return cls(
                labels=tuple(rest["labels"]),
                outside=rest["outside"],
                features=NgramFeatures(places, arrays["idf"]),
                embedding=Linear(arrays["embedding"], arrays["embedding_bias"]),
                ngrams=Linear(arrays["ngrams"], arrays["ngrams_bias"]),
                factors=(rest["factors"][0], rest["factors"][1]),
                sure_margin=rest["sure_margin"],
                neighbours=Neighbours.stored(arrays["vectors"], arrays["starts"]),
            )


@dataclass(frozen=True)
class Lesson:
    """What one training yields: the model for the classifier, the held-out rows for the judge."""

    model: HybridModel
    unseen: OutOfFold


class Teacher:
    """Fits the hybrid once per process for the same examples: classifier and judge ask for the same lesson."""

    def __init__(self) -> None:
        self._name = ""
        self._lesson: Lesson | None = None

    def lesson(self, texts: Sequence[str], intents: Sequence[str], reader: Reader, settings: HybridSettings) -> Lesson:
        """Give the lesson of these examples, fitted now or remembered from the last call."""
        name = digest(texts, intents, settings)
        if self._lesson is None or name != self._name:
            self._lesson = fit(gather(texts, intents, reader, settings), settings)
            self._name = name
        return self._lesson


@lru_cache(maxsize=1)
def teacher() -> Teacher:
    """Give this process's teacher."""
    return Teacher()


def fit(examples: Examples, settings: HybridSettings) -> Lesson:
    """Fit the hybrid; factors and shortcut come from cross-validation on these examples only."""
    with training_pool() as pool:
        whole = pool.submit(fit_pair, examples, np.arange(examples.count), settings)
        unseen = cross_validate(examples, settings, pool)
        one, two = whole.result()
    own = ~examples.is_copy
    model = HybridModel(
        labels=examples.labels,
        outside=examples.outside,
        features=examples.features,
        embedding=one,
        ngrams=two,
        factors=unseen.factors,
        sure_margin=sure_margin(unseen, settings.shortcut_errors),
        neighbours=Neighbours(examples.vectors[own], examples.numbers[own], len(examples.labels)),
    )
    return Lesson(model, unseen)


def margins(scores: np.ndarray) -> np.ndarray:
    """Give by how much the best label beats the second, for each row; 0 where there is no second."""
    if scores.shape[1] < 2:
        return np.zeros(len(scores))
    best_two = np.partition(scores, -2, axis=1)[:, -2:]
    difference: np.ndarray = best_two[:, 1] - best_two[:, 0]
    return difference


def sure_margin(unseen: OutOfFold, errors: float) -> float:
    """Give the least margin that costs at most `errors` (0 to 1) of the held-out rows clearing it.

    A cost is a label wrong by n-grams and right by the mixture, less the other way round. Nor may more than
    `FOREIGN_PASS` of the rows out of scope clear it.
    """
    if not len(unseen.numbers):
        return float("inf")
    lead = margins(unseen.ngrams)
    mixed = unseen.factors[0] * unseen.embedding + unseen.factors[1] * unseen.ngrams
    alone_right = unseen.ngrams.argmax(axis=1) == unseen.numbers
    cost = (mixed.argmax(axis=1) == unseen.numbers).astype(int) - alone_right
    order = np.argsort(-lead, kind="stable")
    allowed = np.flatnonzero(np.cumsum(cost[order]) <= errors * np.arange(1, len(order) + 1))
    if not len(allowed):
        return float("inf")
    return max(_foreign_bar(unseen.quick[~unseen.in_scope, 1]), float(lead[order[allowed[-1]]]))


def _foreign_bar(leads: np.ndarray) -> float:
    """Give the margin that one row more than those clearing it would still be within the allowed share.

    Too few rows out of scope prove nothing: infinite, no shortcut.
    """
    may_pass = int(FOREIGN_PASS * (len(leads) + 1)) - 1
    return float(np.nextafter(np.sort(leads)[::-1][may_pass], np.inf)) if may_pass >= 0 else float("inf")
