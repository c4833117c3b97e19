"""Settings found inside the history: the newest orders ask, the older ones answer, the best answers win.

Nothing is tuned per shop by hand, and nothing after the history's end is looked at.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

import numpy as np
from threadpoolctl import threadpool_limits

from mining.baskets import Baskets, Questions, hide_one
from mining.customers import bent, learn_customers
from mining.linear import autoencoder, dense_gram, order_weights
from mining.model import CORE, SEED, GoesWith, Progress, Recipe, as_shares, silent, trained_choice

HALF_LIVES = (None, 240.0, 120.0, 60.0)
SHRINKS = (10.0, 50.0, 250.0)
DROPOUTS = (0.0, 0.3, 0.6)
LEANINGS = (0.1, 0.2, 0.3, 0.4, 0.5)
MOST_QUESTIONS = 8000
MOST_OLDER = 200_000
"""Orders, the newest before the questions, that tuning learns from: more of them choose no better, and cost more."""
LEANING_QUESTIONS = 4000
PART = 256
FEWEST_QUESTIONS = 60
"""Below this the shipped recipe is used: so few questions would pick settings by luck."""


@dataclass(frozen=True)
class Split:
    """Older orders to learn from and questions about the newer ones."""

    older: Baskets
    questions: Questions


def split_by_time(baskets: Baskets) -> Split | None:
    """Hold out the newest fifth of the orders with two or more products, 8,000 at most; None when too few."""
    several = np.flatnonzero(baskets.sizes >= 2)
    asked = min(len(several) // 5, MOST_QUESTIONS)
    if asked < FEWEST_QUESTIONS:
        return None
    newer = several[-asked:]
    draws = max(1, min(5, MOST_QUESTIONS // asked))
    questions = hide_one(baskets, newer, np.random.default_rng(SEED), draws=draws)
    return Split(baskets.rows(slice(max(0, newer[0] - MOST_OLDER), newer[0])), questions)


def ranks(scores: np.ndarray, questions: Questions) -> np.ndarray:
    """Give the hidden product's rank from 0 in each row, ties shared; products in the cart are left out."""
    scores = scores.copy()
    shown = questions.shown
    scores[np.repeat(np.arange(len(questions)), np.diff(shown.indptr)), shown.indices] = -np.inf
    own = scores[np.arange(len(questions)), questions.hidden][:, None]
    return (scores > own).sum(axis=1) + ((scores == own).sum(axis=1) - 1) / 2


def mean_reciprocal_rank(scores: np.ndarray, questions: Questions) -> float:
    """Give the mean of 1 / (rank + 1)."""
    return float(_reciprocal(scores, questions).mean())


def _reciprocal(scores: np.ndarray, questions: Questions) -> np.ndarray:
    return np.asarray(1.0 / (ranks(scores, questions) + 1.0))


def fit(baskets: Baskets, progress: Progress = silent) -> GoesWith:
    """Tune on the newest part of `baskets`, then learn from all of them."""
    recipe = tune(baskets, lambda step, share: progress(step, share / 2))
    return GoesWith().learn(baskets, recipe, progress)


def tune(baskets: Baskets, progress: Progress = silent) -> Recipe:
    """Choose the recipe that answers the newest orders best, measured by mean reciprocal rank."""
    split = split_by_time(baskets.best_sold(CORE))
    if split is None:
        return Recipe()
    progress("Tuning the autoencoder", 0.0)
    with threadpool_limits(1), ThreadPoolExecutor(1) as beside:
        quality = _linear_quality(split)
        recipe = max((replace(Recipe(), half_life=days) for days in HALF_LIVES), key=quality)
        training = beside.submit(trained_choice, split.older, recipe)
        grid = (replace(recipe, shrink=shrink, dropout=dropout) for shrink in SHRINKS for dropout in DROPOUTS)
        recipe = max(grid, key=quality)
        progress("Training the choice model on the older orders", 0.4)
        model = GoesWith().learn(split.older, replace(recipe, mix=(1.0, 1.0, 1.0)), choice=training.result())
    progress("Mixing the views", 0.9)
    views = model.views(split.questions.shown)
    recipe = replace(recipe, mix=_tune_mix(views, split.questions))
    mixed = sum(np.float32(share) * view for share, view in zip(recipe.mix, views, strict=True))
    return replace(recipe, leaning=_tune_leaning(np.asarray(mixed), split))


def _linear_quality(split: Split) -> Callable[[Recipe], float]:
    """How well the autoencoder alone answers the questions with a recipe; the co-occurrences are counted once."""
    grams: dict[float | None, np.ndarray] = {}

    def quality(tried: Recipe) -> float:
        weights = order_weights(split.older, tried.half_life)
        if tried.half_life not in grams:
            grams[tried.half_life] = dense_gram(split.older.matrix, weights)
        solved = autoencoder(grams[tried.half_life], tried.shrink, tried.dropout)
        return mean_reciprocal_rank(as_shares(split.questions.shown @ solved, split.questions.shown), split.questions)

    return quality


def _tune_mix(views: list[np.ndarray], questions: Questions) -> tuple[float, float, float]:
    """Climb from the best single view in ever smaller steps; a step must win something worth having."""
    alone = [mean_reciprocal_rank(view, questions) for view in views]
    weights = np.eye(len(views))[int(np.argmax(alone))]
    scores, best = views[int(np.argmax(alone))], max(alone)
    for step in (0.5, 0.25, 0.1):
        improved = True
        while improved:
            improved = False
            for number, change in ((n, c) for n in range(len(views)) for c in (step, -step)):
                if not 0 <= weights[number] + change <= 4:
                    continue
                tried = scores + np.float32(change) * views[number]
                quality = mean_reciprocal_rank(tried, questions)
                if quality > best + 1e-4:
                    weights[number] += change
                    scores, best, improved = tried, quality, True
    linear, choice, given = (float(weight) for weight in weights / max(weights.sum(), 1e-9))
    return linear, choice, given


def _tune_leaning(mixed: np.ndarray, split: Split) -> float:
    """Choose how far the kind of customer bends the answer: not at all unless it wins by two standard errors."""
    asked = split.questions.part(0, LEANING_QUESTIONS)
    people = learn_customers(split.older)
    if people is None:
        return 0.0
    parts = [asked.part(start, start + PART) for start in range(0, len(asked), PART)]
    leaning = np.concatenate([people.leaning(part.shown) for part in parts])
    plain = _reciprocal(mixed[: len(asked)], asked)
    won = {
        weight: _reciprocal(bent(mixed[: len(asked)], leaning, weight, asked.shown), asked) - plain
        for weight in LEANINGS
    }
    best = max(won, key=lambda weight: float(won[weight].mean()))
    return best if won[best].mean() > 2 * won[best].std() / np.sqrt(len(asked)) else 0.0
