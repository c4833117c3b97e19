"""The two linear models of the hybrid, fitted on the same texts, and their joint cross-validation."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass

import numpy as np
from scipy import sparse
from scipy.optimize import minimize
from sklearn.svm import LinearSVC

NEVER = -30.0
# A hundredth more exact changes no label of 7,800 texts and takes a fifth longer.
SVM_END = 1e-2
# Of the 140 steps to the very end; what the last ones change is less than what another fold changes.
MOST_STEPS = 60


@dataclass(frozen=True)
class Linear:
    """Scores = features times `weights` plus `bias`; float32 of shape (features, labels) and (labels,)."""

    weights: np.ndarray
    bias: np.ndarray

    def dense(self, rows: np.ndarray) -> np.ndarray:
        """Give scores, shape (rows, labels), of dense features."""
        scores: np.ndarray = rows @ self.weights + self.bias
        return scores

    def sparse_one(self, places: np.ndarray, values: np.ndarray) -> np.ndarray:
        """Give the scores, shape (labels,), of one text's n-grams."""
        scores: np.ndarray = values @ self.weights[places] + self.bias
        return scores


def fit_embedding(
    vectors: np.ndarray, numbers: np.ndarray, labels: int, c: float, weights: np.ndarray | None = None
) -> Linear:
    """Fit multinomial logistic regression with an L2 penalty; labels not in `numbers` score very low.

    The same loss as scikit-learn's at C = `c`, in float32 and to a looser end: four times as fast. A row of weight 2
    counts as two.
    """
    present, classes = np.unique(numbers, return_inverse=True)
    if len(present) < 2:
        return _only_one(vectors.shape[1], numbers, labels)
    count, width = len(vectors), vectors.shape[1] + 1
    rows = np.hstack([vectors, np.ones((count, 1), np.float32)]).astype(np.float32)
    columns = np.ascontiguousarray(rows.T)
    shares = np.ones(count, np.float32) if weights is None else weights.astype(np.float32)
    total = float(shares.sum())
    shares /= total
    penalty = np.full((width, 1), 1 / (c * total), np.float32)
    penalty[-1] = 0
    at = np.arange(count)

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        factors = flat.reshape(width, len(present)).astype(np.float32)
        logs = log_softmax(rows @ factors)
        value = (penalty * factors**2).sum(dtype=np.float64) / 2 - (shares * logs[at, classes]).sum(dtype=np.float64)
        wrong = np.exp(logs)
        wrong[at, classes] -= 1
        wrong *= shares[:, None]
        return float(value), (columns @ wrong + penalty * factors).astype(np.float64).ravel()

    start = np.zeros(width * len(present))
    ends = {"maxiter": MOST_STEPS, "ftol": 1e-6, "gtol": 1e-5}
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options=ends).x.reshape(width, len(present))
    return _spread(found[:-1].T, found[-1], present, labels)


def fit_ngrams(  # noqa: PLR0917 - all of them every time
    rows: sparse.csr_matrix, numbers: np.ndarray, labels: int, c: float, seed: int, weights: np.ndarray | None = None
) -> Linear:
    """Fit one linear support vector machine per label against the rest; a row of weight 2 counts as two."""
    if len(np.unique(numbers)) < 2:
        return _only_one(rows.shape[1], numbers, labels)
    model = LinearSVC(C=c, tol=SVM_END, random_state=seed).fit(rows, numbers, sample_weight=weights)
    factors, bias = model.coef_, model.intercept_
    if len(model.classes_) == 2:
        factors, bias = np.vstack([-factors, factors]), np.concatenate([-bias, bias])
    return _spread(factors, bias, model.classes_, labels)


def _spread(weights: np.ndarray, bias: np.ndarray, present: np.ndarray, labels: int) -> Linear:
    all_weights = np.zeros((weights.shape[1], labels), np.float32)
    all_bias = np.full(labels, NEVER, np.float32)
    all_weights[:, present] = weights.T
    all_bias[present] = bias
    return Linear(all_weights, all_bias)


def _only_one(width: int, numbers: np.ndarray, labels: int) -> Linear:
    bias = np.full(labels, NEVER, np.float32)
    bias[numbers[0] if len(numbers) else 0] = 0.0
    return Linear(np.zeros((width, labels), np.float32), bias)


def fold_numbers(numbers: np.ndarray, folds: int, seed: int) -> np.ndarray:
    """Deal each label's texts over the folds; a label's only text is in no fold (-1) and always trained on."""
    generator = random.Random(seed)
    dealt = np.full(len(numbers), -1)
    for label in np.unique(numbers):
        places = np.flatnonzero(numbers == label).tolist()
        if len(places) < 2:
            continue
        generator.shuffle(places)
        start = generator.randrange(folds)
        for turn, place in enumerate(places):
            dealt[place] = (turn + start) % folds
    return dealt


def fit_mixture(embedding: np.ndarray, ngrams: np.ndarray, numbers: np.ndarray) -> tuple[float, float]:
    """Give the two non-negative factors that minimise the log loss of softmax(a * embedding + b * ngrams).

    Their ratio is the weight, their size the temperature. Without scores the factors are (1, 3).
    """
    if not len(numbers):
        return 1.0, 3.0
    at = np.arange(len(numbers))

    def loss(logs: np.ndarray) -> float:
        mixed = np.exp(logs[0]) * embedding + np.exp(logs[1]) * ngrams
        return float(-log_softmax(mixed)[at, numbers].mean())

    start = np.array([0.0, 1.0])
    found = minimize(loss, start, method="Nelder-Mead", options={"xatol": 0.01, "fatol": 1e-5})
    limited = np.clip(found.x, -6.0, 4.0)
    return float(np.exp(limited[0])), float(np.exp(limited[1]))


def log_total(scores: np.ndarray) -> float:
    """Give ln(sum(exp(scores))) of one row."""
    largest = scores.max()
    return float(largest + math.log(np.exp(scores - largest).sum()))


def log_softmax(scores: np.ndarray) -> np.ndarray:
    """Give log probabilities over the last axis."""
    shifted = scores - scores.max(axis=-1, keepdims=True)
    result: np.ndarray = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    return result
