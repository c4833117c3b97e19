"""A log-linear choice model: P(next | cart) = softmax(popularity + what each product in the cart adds).

It starts from what the autoencoder says of single products and is trained on the very question that is asked:
one to three products shown, any other of the order wanted. Where the catalogue is small and the baskets many it
beats the autoencoder, because it also learns what does *not* go together (a second bike). Steps follow AdaGrad
(Duchi, Hazan, Singer, JMLR 2011).
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import scipy.sparse as sp

from mining.baskets import shuffled

RATE = 0.1
BATCH = 256
SHRINK = 0.003
NEVER = -1e9
WORK = 600_000_000
"""Orders x products x passes that training may cost, about six seconds of one core."""


def passes_within_budget(orders: int, products: int, most: int = 40) -> int:
    """Give how many passes over the orders the work budget allows, 2 at least."""
    return max(2, min(most, WORK // max(orders * products, 1)))


class ChoiceModel:
    """`attraction[i, j]` is what product i in the cart adds to product j's log-odds; `base[j]` j's own."""

    def __init__(self, start: np.ndarray) -> None:
        self.attraction = np.array(start, np.float32)
        self.base = np.zeros(len(start), np.float32)

    def copy(self) -> ChoiceModel:
        """Give the model as it is now, apart from further training."""
        twin = ChoiceModel(self.attraction)
        twin.base = self.base.copy()
        return twin

    def fit(
        self,
        matrix: sp.csr_matrix,
        weights: np.ndarray,
        passes: int,
        random: np.random.Generator,
        after_pass: Callable[[int], None] | None = None,
    ) -> ChoiceModel:
        """Train on orders with two or more products; `after_pass(n)` is called after the n-th pass."""
        useful = np.diff(matrix.indptr) >= 2
        matrix, weights = matrix[useful], weights[useful]
        if not matrix.shape[0]:
            return self
        weights = (weights / weights.mean()).astype(np.float32)
        sold = np.bincount(matrix.indices, minlength=matrix.shape[1])
        self.base = np.log((sold + 1.0) / (sold.sum() + len(sold))).astype(np.float32)
        self._seen = np.full_like(self.attraction, 1e-6)
        self._seen_base = np.full_like(self.base, 1e-6)
        for number in range(1, passes + 1):
            self._one_pass(matrix, weights, random)
            if after_pass:
                after_pass(number)
        del self._seen, self._seen_base
        return self

    def probabilities(self, shown: sp.csr_matrix) -> np.ndarray:
        """Give P(product | shown), carts x products; products in the cart get 0."""
        score = shown @ self.attraction + self.base
        rows = np.repeat(np.arange(shown.shape[0]), np.diff(shown.indptr))
        score[rows, shown.indices] = NEVER
        score -= score.max(axis=1, keepdims=True)
        np.exp(score, out=score)
        score /= score.sum(axis=1, keepdims=True)
        return score

    def _one_pass(self, matrix: sp.csr_matrix, weights: np.ndarray, random: np.random.Generator) -> None:
        mixed = random.permutation(matrix.shape[0])
        matrix, weights = matrix[mixed], weights[mixed]
        place, item = shuffled(matrix, random)
        row = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
        is_shown = place < np.minimum(np.diff(matrix.indptr) - 1, 3)[row]
        ones = np.ones(len(row), np.float32)
        shown, wanted = (
            sp.csr_matrix((ones[part], (row[part], item[part])), shape=matrix.shape) for part in (is_shown, ~is_shown)
        )
        for start in range(0, matrix.shape[0], BATCH):
            batch = slice(start, start + BATCH)
            self._step(shown[batch], wanted[batch], weights[batch])

    def _step(self, shown: sp.csr_matrix, wanted: sp.csr_matrix, weights: np.ndarray) -> None:
        error = self.probabilities(shown)
        count = np.diff(wanted.indptr)
        rows = np.repeat(np.arange(len(count)), count)
        error[rows, wanted.indices] -= (1.0 / count)[rows]
        error *= weights[:, None]
        error[np.repeat(np.arange(len(count)), np.diff(shown.indptr)), shown.indices] = 0.0
        slope = error.sum(axis=0)
        self._seen_base += slope * slope
        self.base -= RATE * slope / np.sqrt(self._seen_base)
        sources = np.unique(shown.indices)
        slope = shown[:, sources].T @ error + SHRINK * self.attraction[sources]
        self._seen[sources] += slope * slope
        self.attraction[sources] -= RATE * slope / np.sqrt(self._seen[sources])
