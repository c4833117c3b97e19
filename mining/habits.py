"""What a known customer is likely to add: the cart's answer, bent by what the customer bought before.

A conditional choice model (D. McFadden, 1974) over the candidates of one cart: log-odds linear in the cart's
score and in the customer's own habits. Its weights are learned per shop, so that where nobody buys a thing twice
the own purchases count against it, and where people restock they count for it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp
from scipy.optimize import minimize
from threadpoolctl import threadpool_limits

from mining.baskets import Baskets, Questions
from mining.model import CORE, GoesWith, Progress, Recipe, silent
from mining.tuning import fit as fit_carts
from mining.tuning import split_by_time

PART = 256
RIDGE = 1e-3
QUESTIONS = 2000
FLOOR = 1e-5
HALF_LIVES = (30.0, 120.0)
HABITS = ("cart", "times", "has", "share", "lately", "recently", "last", "overdue", "off_rhythm")


@dataclass(frozen=True)
class Past:
    """What each customer bought until `today`, customers x products: times, day sums, and the orders of each."""

    times: sp.csr_matrix
    faded: tuple[sp.csr_matrix, ...]
    first: sp.csr_matrix
    last: sp.csr_matrix
    orders: np.ndarray


def past(baskets: Baskets) -> Past:
    """Add up the customers' orders; days count back from the last order's day, beginning with 1."""
    cells = baskets.matrix.tocoo()
    customer = baskets.customer[cells.row]
    known = customer >= 0
    customer, product = customer[known], cells.col[known]
    ago = (baskets.day[-1] - baskets.day[cells.row[known]] + 1).astype(np.float64)
    shape = (max(len(baskets.customers), 1), len(baskets.skus))

    def added(values: np.ndarray) -> sp.csr_matrix:
        return sp.csr_matrix((values, (customer, product)), shape=shape)

    order = np.lexsort((ago, product, customer))
    key = customer[order] * np.int64(shape[1]) + product[order]
    newest = np.append(True, key[1:] != key[:-1]) if len(key) else np.zeros(0, bool)
    oldest = np.append(key[1:] != key[:-1], True) if len(key) else np.zeros(0, bool)

    def picked(ends: np.ndarray) -> sp.csr_matrix:
        rows = order[ends]
        return sp.csr_matrix((ago[rows], (customer[rows], product[rows])), shape=shape)

    return Past(
        added(np.ones(len(ago))),
        tuple(added(0.5 ** (ago / days)) for days in HALF_LIVES),
        picked(oldest),
        picked(newest),
        np.bincount(baskets.customer[baskets.customer >= 0], minlength=shape[0]),
    )


def habits(cart: np.ndarray, customers: np.ndarray, memory: Past) -> np.ndarray:
    """Give the features of each candidate, carts x products x HABITS (float32); strangers have no habits."""
    stranger = customers < 0
    chosen = np.where(stranger, 0, customers)

    def dense(matrix: sp.csr_matrix) -> np.ndarray:
        rows = matrix[chosen].toarray()
        rows[stranger] = 0.0
        return rows

    times, first, last = dense(memory.times), dense(memory.first), dense(memory.last)
    orders = np.where(stranger, 0, memory.orders[chosen])[:, None]
    rhythm = np.where(times > 1, (first - last) / np.maximum(times - 1, 1), 0.0)
    overdue = np.where(times > 1, np.log((last + 1) / (rhythm + 1)), 0.0)
    features = [
        np.log(cart + FLOOR),
        np.log1p(times),
        times > 0,
        np.where(orders > 0, np.log(times / np.maximum(orders, 1) + 0.003), 0.0),
        *(np.log(dense(matrix) + 0.02) for matrix in memory.faded),
        np.where(times > 0, np.log(np.maximum(last, 1)), 0.0),
        overdue,
        np.abs(overdue),
    ]
    return np.stack([np.asarray(feature, np.float32) for feature in features], axis=2)


class KnownCustomer:
    """P(also bought | cart, customer): a `GoesWith` with the shop's habits on top."""

    def __init__(self) -> None:
        self.weights = np.array([1.0] + [0.0] * (len(HABITS) - 1), np.float32)

    def fit(self, baskets: Baskets, recipe: Recipe | None = None, progress: Progress = silent) -> KnownCustomer:
        """Tune and learn the cart model, and learn the habits' weights from the newest orders of `baskets`."""
        self.carts = GoesWith().learn(baskets, recipe, progress) if recipe is not None else fit_carts(baskets, progress)
        split = split_by_time(baskets.best_sold(CORE))
        if split is not None:
            older = GoesWith().learn(split.older, self.carts.recipe)
            keep = np.flatnonzero(baskets.customer[split.questions.order] >= 0)[:QUESTIONS]
            asked = Questions(split.questions.shown[keep], split.questions.hidden[keep], split.questions.order[keep])
            self._learn(older, past(split.older), asked, baskets.customer[asked.order])
        self.memory = past(baskets)
        return self

    def scores(self, shown: sp.csr_matrix, customers: np.ndarray) -> np.ndarray:
        """Give each product's score for each cart and customer (-1 unknown), carts x products, rows sum to 1.

        A stranger gets the cart's answer unchanged.
        """
        cart = self.carts.scores(shown)
        odds = habits(cart, customers, self.memory) @ self.weights
        rows = np.repeat(np.arange(shown.shape[0]), np.diff(shown.indptr))
        odds[rows, shown.indices] = -1e9
        odds = np.exp(odds - odds.max(axis=1, keepdims=True))
        odds /= odds.sum(axis=1, keepdims=True)
        odds[customers < 0] = cart[customers < 0]
        return odds

    def _learn(self, model: GoesWith, memory: Past, asked: Questions, customers: np.ndarray) -> None:
        if len(asked) < 60:
            return
        cart = np.concatenate([model.scores(asked.shown[start : start + PART]) for start in range(0, len(asked), PART)])
        features = habits(cart, customers, memory)
        right = np.zeros(cart.shape, bool)
        right[np.arange(len(asked)), asked.hidden] = True
        valid = asked.shown.toarray() == 0
        spread = features.reshape(-1, features.shape[2]).std(axis=0) + 1e-6
        features /= spread
        with threadpool_limits(1):
            found = minimize(
                _loss,
                self.weights * spread,
                args=(features, right, valid),
                jac=True,
                method="L-BFGS-B",
                options={"maxiter": 60},
            )
        self.weights = (found.x / spread).astype(np.float32)


def _loss(weights: np.ndarray, features: np.ndarray, right: np.ndarray, valid: np.ndarray) -> tuple[float, np.ndarray]:
    """Give the mean negative log-likelihood of the hidden products with its slope, plus a small ridge."""
    odds = np.where(valid, features @ weights.astype(np.float32), -1e9)
    odds -= odds.max(axis=1, keepdims=True)
    chance = np.exp(odds)
    total = chance.sum(axis=1, keepdims=True)
    loss = -float((odds[right] - np.log(total[:, 0])).mean())
    error = chance / total - right
    slope = np.tensordot(error, features, axes=([0, 1], [0, 1])) / len(right)
    return loss + RIDGE * float(weights @ weights), (slope + 2 * RIDGE * weights).astype(np.float64)
