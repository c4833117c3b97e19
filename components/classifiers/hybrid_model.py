"""The hybrid of sentence embedding and n-grams without Rasa: fit, predict, save and load."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from scipy import sparse

from components.classifiers.misspelling import misspelt_copies
from components.classifiers.ngrams import NgramFeatures
from components.classifiers.stacking import (
    Linear,
    fit_embedding,
    fit_mixture,
    fit_ngrams,
    fold_numbers,
    log_softmax,
)

ARRAYS_FILE, SETTINGS_FILE, GRAMS_FILE = "hybrid.npz", "hybrid.json", "ngrams.json"
Encode = Callable[[Sequence[str]], np.ndarray]


@dataclass(frozen=True)
class HybridSettings:
    """What may be turned; the values hold for every data set, none is tuned to one."""

    embedding_c: float = 10.0
    ngram_c: float = 1.0
    folds: int = 4
    seed: int = 7
    most_ngrams: int = 60_000
    misspelt_copies: bool = True
    shortcut_errors: float = 0.005


@dataclass(frozen=True)
class Examples:
    """Training texts with their misspelt copies below them: label numbers, vectors, and n-gram rows."""

    texts: tuple[str, ...]
    labels: tuple[str, ...]
    numbers: np.ndarray
    origins: np.ndarray
    vectors: np.ndarray


@dataclass(frozen=True)
class OutOfFold:
    """Scores of texts by models that have not seen them: embedding and n-grams, shape (texts, labels)."""

    rows: np.ndarray
    embedding: np.ndarray
    ngrams: np.ndarray


@dataclass(frozen=True)
class HybridModel:
    """Two linear models over one text and the two factors that join their scores."""

    labels: tuple[str, ...]
    features: NgramFeatures
    embedding: Linear
    ngrams: Linear
    factors: tuple[float, float]
    sure_margin: float

    def ngram_scores(self, text: str) -> np.ndarray:
        """Give the support vector machine's scores, shape (labels,)."""
        return self.ngrams.sparse_one(*self.features.one(text))

    def probabilities(self, ngram_scores: np.ndarray, vector: np.ndarray | None) -> np.ndarray:
        """Give one probability per label; without a vector the n-grams alone decide."""
        scores = self.factors[1] * ngram_scores
        if vector is not None:
            scores = scores + self.factors[0] * self.embedding.dense(vector)
        probabilities: np.ndarray = np.exp(log_softmax(scores))
        return probabilities

    def is_sure(self, ngram_scores: np.ndarray) -> bool:
        """Whether the n-grams alone were right so clearly in training that the embedding adds nothing."""
        return bool(margins(ngram_scores[None, :])[0] >= self.sure_margin)

    def save(self, directory: Path) -> None:
        """Write the model as arrays and JSON (no pickles)."""
        np.savez(
            directory / ARRAYS_FILE,
            idf=self.features.idf,
            embedding=self.embedding.weights,
            embedding_bias=self.embedding.bias,
            ngrams=self.ngrams.weights,
            ngrams_bias=self.ngrams.bias,
        )
        rest = {"labels": self.labels, "factors": self.factors, "sure_margin": self.sure_margin}
        (directory / SETTINGS_FILE).write_text(json.dumps(rest), encoding="utf-8")
        (directory / GRAMS_FILE).write_text(json.dumps(list(self.features.places)), encoding="utf-8")

    @classmethod
    def load(cls, directory: Path) -> HybridModel:
        """Open what `save` wrote; OSError when a file is missing."""
        rest = json.loads((directory / SETTINGS_FILE).read_text(encoding="utf-8"))
        kept = json.loads((directory / GRAMS_FILE).read_text(encoding="utf-8"))
        with np.load(directory / ARRAYS_FILE, allow_pickle=False) as arrays:
            return cls(
                labels=tuple(rest["labels"]),
                features=NgramFeatures({gram: place for place, gram in enumerate(kept)}, arrays["idf"]),
                embedding=Linear(arrays["embedding"], arrays["embedding_bias"]),
                ngrams=Linear(arrays["ngrams"], arrays["ngrams_bias"]),
                factors=(rest["factors"][0], rest["factors"][1]),
                sure_margin=rest["sure_margin"],
            )


def margins(scores: np.ndarray) -> np.ndarray:
    """Give by how much the best label beats the second, for each row; 0 where there is no second."""
    if scores.shape[1] < 2:
        return np.zeros(len(scores))
    best_two = np.partition(scores, -2, axis=1)[:, -2:]
    difference: np.ndarray = best_two[:, 1] - best_two[:, 0]
    return difference


def gather(texts: Sequence[str], intents: Sequence[str], encode: Encode, settings: HybridSettings) -> Examples:
    """Bring texts, misspelt copies, label numbers and vectors together; a copy's origin is its text's row."""
    labels = tuple(sorted(set(intents)))
    number_of = {label: number for number, label in enumerate(labels)}
    numbers = np.array([number_of[intent] for intent in intents])
    origins = np.arange(len(texts))
    every = list(texts)
    if settings.misspelt_copies:
        every += misspelt_copies(texts, settings.seed)
        numbers, origins = np.tile(numbers, 2), np.tile(origins, 2)
    return Examples(tuple(every), labels, numbers, origins, encode(every))


def cross_validate(examples: Examples, rows: sparse.csr_matrix, settings: HybridSettings) -> OutOfFold:
    """Score every text (and copy) by models fitted without it and without its copy."""
    dealt = fold_numbers(
        examples.numbers[examples.origins == np.arange(len(examples.origins))], settings.folds, settings.seed
    )
    dealt = dealt[examples.origins]
    shape = (len(examples.texts), len(examples.labels))
    embedding, ngrams = np.zeros(shape, np.float32), np.zeros(shape, np.float32)
    for fold in range(settings.folds):
        seen, unseen = dealt != fold, dealt == fold
        if not unseen.any():
            continue
        one, two = fit_pair(examples, rows, np.flatnonzero(seen), settings)
        embedding[unseen] = one.dense(examples.vectors[unseen])
        ngrams[unseen] = rows[unseen] @ two.weights + two.bias
    scored = np.flatnonzero(dealt >= 0)
    return OutOfFold(scored, embedding[scored], ngrams[scored])


def fit_pair(
    examples: Examples, rows: sparse.csr_matrix, chosen: np.ndarray, settings: HybridSettings
) -> tuple[Linear, Linear]:
    """Fit both linear models on the chosen rows."""
    numbers, count = examples.numbers[chosen], len(examples.labels)
    one = fit_embedding(examples.vectors[chosen], numbers, count, settings.embedding_c)
    two = fit_ngrams(rows[chosen], numbers, count, settings.ngram_c, settings.seed)
    return one, two


def fit(examples: Examples, settings: HybridSettings) -> HybridModel:
    """Fit the hybrid; factors and shortcut come from cross-validation on these examples only."""
    features = NgramFeatures.fit(examples.texts, settings.most_ngrams)
    rows = features.matrix(examples.texts)
    unseen = cross_validate(examples, rows, settings)
    numbers = examples.numbers[unseen.rows]
    factors = fit_mixture(unseen.embedding, unseen.ngrams, numbers)
    one, two = fit_pair(examples, rows, np.arange(len(examples.texts)), settings)
    sure = sure_margin(unseen.ngrams, numbers, settings.shortcut_errors)
    return HybridModel(examples.labels, features, one, two, factors, sure)


def sure_margin(ngrams: np.ndarray, numbers: np.ndarray, errors: float) -> float:
    """Give the least margin from which on unseen texts were wrong at most `errors` (0 to 1) of the time."""
    if not len(numbers):
        return float("inf")
    found = margins(ngrams)
    order = np.argsort(-found, kind="stable")
    wrong = np.cumsum(ngrams.argmax(axis=1)[order] != numbers[order])
    allowed = np.flatnonzero(wrong <= errors * np.arange(1, len(order) + 1))
    return float(found[order[allowed[-1]]]) if len(allowed) else float("inf")


def settings_from(config: dict[str, object]) -> HybridSettings:
    """Take the settings out of a component's configuration."""
    return HybridSettings(**{key: config[key] for key in asdict(HybridSettings()) if key in config})  # type: ignore[arg-type]
