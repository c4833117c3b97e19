"""A choice model with one hidden layer: P(next | cart) = softmax(popularity + what the cart as a whole calls for).

It is trained on the very question that is asked: one to three products shown, any other of the order wanted. The
hidden layer lets two products mean together what neither means alone (a tyre after a road bike is another than after
a mountain bike), which no sum over the cart's products can say. Steps follow Adam (Kingma, Ba, ICLR 2015), hidden
units are dropped at random (Srivastava and others, JMLR 2014).
"""

from __future__ import annotations

import numpy as np
import scipy.sparse as sp

from mining.baskets import shuffled

HIDDEN = 128
RATE = 0.01
BATCH = 256
DROPPED = 0.2
PRIOR = 1.5
"""Orders that the prior (no product calls for another) weighs as much as; so small shops are pulled to it more."""
NEVER = -1e9
MOST_PASSES, FEWEST_PASSES = 45, 4
WORK = 600_000_000
"""Orders x products x passes that training may cost, about eight seconds of one core."""


class ChoiceModel:
    """`inward` (products x hidden) says what a cart stands for, `outward` (hidden x products) what that calls for."""

    def __init__(self, products: int) -> None:
        self._products = products
        self.inward = np.zeros((products, HIDDEN), np.float32)
        self.bias = np.zeros(HIDDEN, np.float32)
        self.outward = np.zeros((HIDDEN, products), np.float32)
        self.base = np.zeros(products, np.float32)

    def fit(self, matrix: sp.csr_matrix, weights: np.ndarray, random: np.random.Generator) -> ChoiceModel:
        """Train on orders, oldest first, with two or more products; of more than the work allows, on the newest.

        The caller holds the numeric libraries to one thread: of so small matrices a second one waits more than it
        works, and on a busy machine for ever.
        """
        useful = np.flatnonzero(np.diff(matrix.indptr) >= 2)[-self._affordable(FEWEST_PASSES) :]
        if not len(useful):
            return self
        matrix, weights = matrix[useful], weights[useful]
        weights = (weights / weights.mean()).astype(np.float32)
        self.inward = random.normal(0, 0.1, self.inward.shape).astype(np.float32)
        self.outward = random.normal(0, 0.05, self.outward.shape).astype(np.float32)
        self.base = np.log(np.bincount(matrix.indices, minlength=self._products) + 1.0).astype(np.float32)
        passes = max(FEWEST_PASSES, min(MOST_PASSES, self._affordable(len(useful))))
        steps = _Steps(passes * -(-len(useful) // BATCH), PRIOR / len(useful))
        for _ in range(passes):
            self._one_pass(matrix, weights, random, steps)
        return self

    def probabilities(self, shown: sp.csr_matrix) -> np.ndarray:
        """Give P(product | shown), carts x products; products in the cart get 0."""
        return self._choose(shown, np.maximum(shown @ self.inward + self.bias, 0.0))

    def _affordable(self, count: int) -> int:
        return WORK // max(self._products * count, 1)

    def _choose(self, shown: sp.csr_matrix, hidden: np.ndarray) -> np.ndarray:
        score = hidden @ self.outward + self.base
        score[np.repeat(np.arange(shown.shape[0]), np.diff(shown.indptr)), shown.indices] = NEVER
        score -= score.max(axis=1, keepdims=True)
        np.exp(score, out=score)
        score /= score.sum(axis=1, keepdims=True)
        return np.asarray(score)

    def _one_pass(self, matrix: sp.csr_matrix, weights: np.ndarray, random: np.random.Generator, steps: _Steps) -> None:
        mixed = random.permutation(matrix.shape[0])
        matrix, weights = matrix[mixed], weights[mixed]
        place, item = shuffled(matrix, random)
        sizes = np.diff(matrix.indptr)
        row = np.repeat(np.arange(matrix.shape[0]), sizes)
        is_shown = place < np.minimum(sizes - 1, 3)[row]
        ones = np.ones(len(row), np.float32)
        shown, wanted = (
            sp.csr_matrix((ones[part], (row[part], item[part])), shape=matrix.shape) for part in (is_shown, ~is_shown)
        )
        for start in range(0, matrix.shape[0], BATCH):
            batch = slice(start, start + BATCH)
            self._step(shown[batch], wanted[batch], weights[batch], random, steps)

    def _step(
        self,
        shown: sp.csr_matrix,
        wanted: sp.csr_matrix,
        weights: np.ndarray,
        random: np.random.Generator,
        steps: _Steps,
    ) -> None:
        before = shown @ self.inward + self.bias
        kept = (random.random(before.shape, np.float32) > DROPPED) * np.float32(1 / (1 - DROPPED)) * (before > 0)
        hidden = before * kept
        error = self._choose(shown, hidden)
        count = np.diff(wanted.indptr)
        rows = np.repeat(np.arange(len(count)), count)
        error[rows, wanted.indices] -= (np.float32(1) / count)[rows]
        error *= (weights / len(weights))[:, None]
        back = (error @ self.outward.T) * kept
        slopes = (shown.T @ back, back.sum(axis=0), hidden.T @ error, error.sum(axis=0))
        steps.take((self.inward, self.bias, self.outward, self.base), slopes)


class _Steps:
    """Adam's steps over all weights, ever smaller until the last; `shrink` pulls all but popularity towards 0."""

    def __init__(self, planned: int, shrink: float) -> None:
        self._planned, self._shrink, self._done = planned, np.float32(shrink), 0
        self._mean: list[np.ndarray] = []
        self._spread: list[np.ndarray] = []

    def take(self, weights: tuple[np.ndarray, ...], slopes: tuple[np.ndarray, ...]) -> None:
        """Move each of the weights, in place, against its slope."""
        if not self._mean:
            self._mean, self._spread = ([np.zeros_like(each) for each in weights] for _ in range(2))
        rate = RATE * (1 - self._done / self._planned)
        self._done += 1
        whole, wide = 1 - 0.9**self._done, np.float32(1 - 0.999**self._done)
        for number, slope in enumerate(slopes):
            pulled = slope if number == len(weights) - 1 else slope + self._shrink * weights[number]
            mean, spread = self._mean[number], self._spread[number]
            mean += np.float32(0.1) * (pulled - mean)
            spread += np.float32(0.001) * (pulled * pulled - spread)
            step = np.float32(rate / whole) * mean / (np.sqrt(spread / wide) + np.float32(1e-8))
            np.subtract(weights[number], step, out=weights[number])
