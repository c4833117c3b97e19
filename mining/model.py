"""What goes with this cart: three views of the same orders, mixed as the orders themselves suggest, and then bent
towards what the customers who fill such carts buy."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp
from threadpoolctl import threadpool_limits

from mining.baskets import Baskets
from mining.choice import ChoiceModel
from mining.customers import bent, learn_customers
from mining.linear import (
    autoencoder,
    confidence,
    dense_gram,
    order_weights,
    rare_autoencoder,
    rare_confidence,
    rare_gram,
)

CORE = 1500
"""Best sold products that are tuned on and that the choice model knows."""
LINEAR_CORE = 3000
"""Best sold products solved exactly by the autoencoder; rarer ones are approximated pair by pair."""
SEED = 20_170_101

Progress = Callable[[str, float], None]
"""Called with what is being done and how much of the whole is done, 0 to 1."""


def silent(_step: str, _share: float) -> None:
    """Report to nobody."""


@dataclass(frozen=True)
class Recipe:
    """What tuning chose. `mix` weighs (autoencoder, choice model, confidence); `half_life` in days, None = none;
    `leaning` is how far the kind of customer bends the answer, 0 not at all."""

    half_life: float | None = 120.0
    shrink: float = 50.0
    dropout: float = 0.3
    mix: tuple[float, float, float] = (1.0, 0.0, 0.5)
    leaning: float = 0.0


class GoesWith:
    """P(also bought | cart) for carts of any products of the history."""

    def __init__(self) -> None:
        self.recipe = Recipe()
        self.skus: tuple[str, ...] = ()

    def learn(
        self, baskets: Baskets, recipe: Recipe, progress: Progress = silent, choice: ChoiceModel | None = None
    ) -> GoesWith:
        """Learn from all of `baskets` with this recipe; `mining.tuning.fit` finds the recipe first.

        The choice model is trained beside the rest, on another core, where the recipe weighs it and none is given.
        """
        self.recipe, self.skus, self._choice = recipe, baskets.skus, choice
        with threadpool_limits(1), ThreadPoolExecutor(1) as beside:
            wanted = choice is None and recipe.mix[1] > 0
            training = beside.submit(trained_choice, baskets, recipe) if wanted else None
            self._learn_rest(baskets, recipe, progress)
            progress("Training the choice model", 0.75)
            if training is not None:
                self._choice = training.result()
        return self

    def _learn_rest(self, baskets: Baskets, recipe: Recipe, progress: Progress) -> None:
        weights = order_weights(baskets, recipe.half_life)
        core = baskets.best_sold(LINEAR_CORE)
        self._core = len(core.skus)
        progress("Solving the autoencoder", 0.5)
        gram = dense_gram(core.matrix, weights)
        self._linear = autoencoder(gram, recipe.shrink, recipe.dropout)
        self._given = confidence(gram)
        progress("Counting rare products", 0.65)
        self._learn_rare(baskets, weights, recipe)
        self._customers = learn_customers(baskets.best_sold(CORE)) if recipe.leaning else None

    def _learn_rare(self, baskets: Baskets, weights: np.ndarray, recipe: Recipe) -> None:
        self._rare_linear: sp.csr_matrix | None = None
        if len(self.skus) <= self._core:
            return
        rare = rare_gram(baskets, weights, self._core)
        own = np.asarray(weights @ baskets.matrix)
        self._rare_linear = rare_autoencoder(rare, own, float(weights.sum()), recipe.shrink, recipe.dropout)
        self._rare_given = rare_confidence(rare, own)

    def scores(self, shown: sp.csr_matrix) -> np.ndarray:
        """Give each product's score for each cart, carts x products, 0 to 1; products in the cart get 0.

        A row's scores sum to 1 at most, so scores of different carts can be compared.
        """
        shown = shown.tocsr()
        mix = np.asarray(self.recipe.mix)
        total = np.zeros(shown.shape, np.float32)
        for share, view in zip(mix / max(mix.sum(), 1e-9), self.views(shown), strict=True):
            if share > 0:
                total += np.float32(share) * view
        if self._customers is None:
            return total
        leaning = self._customers.leaning(shown[:, : len(self._customers.share)])
        return bent(total, leaning, self.recipe.leaning, shown)

    def views(self, shown: sp.csr_matrix) -> list[np.ndarray]:
        """Give the three views' scores (autoencoder, choice model, confidence), each row summing to 1 or 0."""
        inner = shown[:, : self._core]
        linear = self._widen(inner @ self._linear, shown.shape[1])
        given = self._widen(inner @ self._given, shown.shape[1])
        if self._rare_linear is not None:
            linear = linear + (shown @ self._rare_linear).toarray()
            given = given + (shown @ self._rare_given).toarray()
        return [as_shares(linear, shown), self._choice_view(shown), as_shares(given, shown)]

    def of_pairs(self, source: np.ndarray, target: np.ndarray) -> np.ndarray:
        """Give `scores` of single products in the cart for chosen targets, one for each (source, target) column.

        Without a row of all products for each source, which is what makes it quick; and without the customers: they
        tell whom one sells to, not what belongs together.
        """
        mix = np.asarray(self.recipe.mix) / max(sum(self.recipe.mix), 1e-9)
        rare = self._rare_linear is not None
        total = mix[0] * _pair_shares(self._linear, self._rare_linear if rare else None, source, target)
        total += mix[2] * _pair_shares(self._given, self._rare_given if rare else None, source, target)
        if self._choice is not None:
            known = len(self._choice.base)
            alone = self._choice.probabilities(sp.vstack([sp.eye_array(known), sp.csr_array((1, known))], "csr"))
            seen = target < known
            total[seen] += mix[1] * alone[np.minimum(source[seen], known), target[seen]]
        return total

    def _choice_view(self, shown: sp.csr_matrix) -> np.ndarray:
        if self._choice is None:
            return np.zeros(shown.shape, np.float32)
        known = shown[:, : len(self._choice.base)]
        return self._widen(self._choice.probabilities(known), shown.shape[1])

    @staticmethod
    def _widen(scores: np.ndarray, width: int) -> np.ndarray:
        if scores.shape[1] == width:
            return scores
        wide = np.zeros((scores.shape[0], width), np.float32)
        wide[:, : scores.shape[1]] = scores
        return wide


def trained_choice(baskets: Baskets, recipe: Recipe) -> ChoiceModel:
    """Train the choice model on the best sold products; orders are weighted by the recipe's half-life."""
    core = baskets.best_sold(CORE)
    weights = np.ones(len(core.day))
    if recipe.half_life is not None:
        weights = 0.5 ** ((core.day[-1] - core.day) / recipe.half_life)
    return ChoiceModel(len(core.skus)).fit(core.matrix, weights, np.random.default_rng(SEED))


def _pair_shares(core: np.ndarray, rare: sp.csr_matrix | None, source: np.ndarray, target: np.ndarray) -> np.ndarray:
    """Give each pair's part of its source's row: `core` holds the best sold products, `rare` all other pairs."""
    positive = np.maximum(core, 0.0)
    inside = (source < len(core)) & (target < len(core))
    value = np.zeros(len(source))
    value[inside] = positive[source[inside], target[inside]]
    total = np.zeros(len(core) if rare is None else rare.shape[0])
    total[: len(core)] = positive.sum(axis=1)
    if rare is not None:
        total += np.asarray(rare.sum(axis=1)).ravel()
        value[~inside] = np.asarray(rare[source[~inside], target[~inside]]).ravel()
    return value / np.where(total > 0, total, 1.0)[source]


def as_shares(scores: np.ndarray, shown: sp.csr_matrix) -> np.ndarray:
    """Keep what is above zero and outside the cart, each row scaled to sum 1 (float32)."""
    shares = np.maximum(scores, 0.0).astype(np.float32)
    shares[np.repeat(np.arange(shown.shape[0]), np.diff(shown.indptr)), shown.indices] = 0.0
    total = shares.sum(axis=1, keepdims=True)
    return shares / np.where(total > 0, total, 1.0)
