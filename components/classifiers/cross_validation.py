"""Scores of training texts by models that have not seen them, some not even their intent.

Every fold leaves out a share of the texts and, of the intents, a group of its own. The left-out texts of the
kept intents show how the model does on what it knows; all texts of the left-out intents stand in for
messages the assistant knows nothing about. So the judge learns without any out-of-scope example.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import partial

import numpy as np

from components.classifiers.evidence import (
    FULL_COLUMNS,
    QUICK_COLUMNS,
    Scores,
    full_evidence,
    quick_evidence,
)
from components.classifiers.examples import Examples, HybridSettings
from components.classifiers.stacking import Linear, fit_embedding, fit_mixture, fit_ngrams, fold_numbers

FEWEST_INTENTS = 4


@dataclass(frozen=True)
class Held:
    """One fold's held-out rows: their scores, and `trained`, the rows of the texts trained on, by label."""

    rows: np.ndarray
    foreign: np.ndarray
    embedding: np.ndarray
    ngrams: np.ndarray
    unknown: np.ndarray
    trained: Mapping[int, np.ndarray]
    inside: np.ndarray


@dataclass(frozen=True)
class OutOfFold:
    """Everything learned from held-out rows: the mixture's factors and the evidence with its truth."""

    factors: tuple[float, float]
    numbers: np.ndarray
    embedding: np.ndarray
    ngrams: np.ndarray
    full: np.ndarray
    quick: np.ndarray
    in_scope: np.ndarray


def cross_validate(examples: Examples, settings: HybridSettings, pool: Executor) -> OutOfFold:
    """Fit one pair of models per fold, in the pool, and score what each has not seen."""
    folds = int(settings.folds)
    texts = examples.numbers[~examples.is_copy]
    dealt = fold_numbers(texts, folds, int(settings.seed))[examples.origins]
    group = _groups(len(examples.labels), examples.outside, folds, int(settings.seed))[examples.numbers]
    held = pool.map(lambda fold: _hold_out(examples, settings, dealt, group, fold), range(folds))
    return _join(examples, [one for one in held if one is not None])


def fit_pair(examples: Examples, chosen: np.ndarray, settings: HybridSettings) -> tuple[Linear, Linear]:
    """Fit both linear models on the chosen rows."""
    rows, weights = examples.distinct(chosen)
    numbers, count = examples.numbers[rows], len(examples.labels)
    one = fit_embedding(examples.vectors[rows], numbers, count, settings.embedding_c, weights)
    two = fit_ngrams(examples.rows[rows], numbers, count, settings.ngram_c, int(settings.seed), weights)
    return one, two


def _groups(labels: int, outside: int | None, folds: int, seed: int) -> np.ndarray:
    """Deal the in-scope labels over the folds; -1 (never left out) with too few labels to spare any."""
    dealt = np.full(labels, -1)
    inside = [label for label in range(labels) if label != outside]
    if len(inside) >= FEWEST_INTENTS:
        random.Random(seed).shuffle(inside)
        for turn, label in enumerate(inside):
            dealt[label] = turn % folds
    return dealt


def _hold_out(
    examples: Examples, settings: HybridSettings, dealt: np.ndarray, group: np.ndarray, fold: int
) -> Held | None:
    foreign = group == fold
    seen = np.flatnonzero((dealt != fold) & ~foreign)
    unseen = np.flatnonzero((dealt == fold) | (foreign & (dealt >= 0)))
    if not len(seen) or not len(unseen):
        return None
    one, two = fit_pair(examples, seen, settings)
    texts = seen[~examples.is_copy[seen]]
    trained = {int(label): texts[examples.numbers[texts] == label] for label in np.unique(examples.numbers[texts])}
    present = np.unique(examples.numbers[seen])
    inside = present[present != examples.outside] if examples.outside is not None else present
    ngrams = np.asarray(examples.rows[unseen] @ two.weights + two.bias)
    unknown = examples.unknown_words(unseen, seen)
    return Held(unseen, foreign[unseen], one.dense(examples.vectors[unseen]), ngrams, unknown, trained, inside)


def _join(examples: Examples, held: list[Held]) -> OutOfFold:
    known = [~h.foreign for h in held]
    labels = len(examples.labels)
    numbers = _stack([examples.numbers[h.rows[k]] for h, k in zip(held, known)], 0).astype(int)  # noqa: B905
    embedding = _stack([h.embedding[k] for h, k in zip(held, known)], labels)  # noqa: B905
    ngrams = _stack([h.ngrams[k] for h, k in zip(held, known)], labels)  # noqa: B905
    factors = fit_mixture(embedding, ngrams, numbers)
    full, quick, truth = [], [], []
    copy = examples.is_copy
    for h in held:
        if not len(h.inside):
            continue
        for place, row in enumerate(h.rows):
            if copy[row]:
                continue
            scores = Scores(h.embedding[place], h.ngrams[place], factors)
            nearest = partial(_nearest, examples.vectors, examples.vectors[row], h.trained)
            full.append(full_evidence(scores, nearest, int(h.unknown[place]), h.inside, examples.outside))
            quick.append(quick_evidence(h.ngrams[place], h.inside, examples.outside))
            truth.append(not h.foreign[place] and examples.numbers[row] != examples.outside)
    return OutOfFold(
        factors,
        numbers,
        embedding,
        ngrams,
        np.array(full).reshape(-1, FULL_COLUMNS),
        np.array(quick).reshape(-1, QUICK_COLUMNS),
        np.array(truth, bool),
    )


def _nearest(vectors: np.ndarray, vector: np.ndarray, trained: Mapping[int, np.ndarray], label: int) -> float:
    rows = trained.get(label)
    return 0.0 if rows is None else float((vectors[rows] @ vector).max())


def _stack(parts: list[np.ndarray], width: int) -> np.ndarray:
    if parts:
        return np.concatenate(parts)
    return np.zeros((0, width) if width else 0, np.float32)
