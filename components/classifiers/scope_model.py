"""From evidence to `in_scope`: two small logistic models and the threshold, learned from held-out rows."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from components.classifiers.cross_validation import OutOfFold
from components.classifiers.evidence import Evidence

# Which way each column of evidence speaks, and how loud: examples of what is out of scope, if any, weigh most.
FULL_DIRECTIONS, QUICK_DIRECTIONS = (1, 1, 1, 1, -1, -3), (1, 1, -1)
FARTHEST = 2.0
SCOPE_FILE = "scope.json"


@dataclass(frozen=True)
class Logistic:
    """probability = 1 / (1 + exp(-(slope * sum + bias))), the sum over columns of (value - centre) * weight.

    Each column's part is held within its `farthest` either way, so that no single one decides alone.
    """

    centre: tuple[float, ...]
    weights: tuple[float, ...]
    farthest: tuple[float, ...]
    slope: float = 1.0
    bias: float = 0.0

    def summed(self, rows: np.ndarray) -> np.ndarray:
        """Give the sum of the held parts, one per row of evidence."""
        centre, weights, farthest = self._columns
        parts = (rows - centre) * weights
        result: np.ndarray = np.minimum(np.maximum(parts, -farthest), farthest).sum(axis=1)
        return result

    @cached_property
    def _columns(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        return np.array(self.centre), np.array(self.weights), np.array(self.farthest)

    def probability(self, rows: np.ndarray) -> np.ndarray:
        """Give one probability per row of evidence."""
        result: np.ndarray = 1 / (1 + np.exp(-(self.slope * self.summed(rows) + self.bias)))
        return result


@dataclass(frozen=True)
class ScopeModel:
    """The probability that a message is one of the things the assistant was trained for."""

    full: Logistic
    quick: Logistic
    threshold: float

    @classmethod
    def fit(cls, unseen: OutOfFold, kept: float) -> ScopeModel:
        """Learn from held-out rows; the threshold keeps the share `kept` (0 to 1) of those in scope.

        Without any row out of scope, even made by leaving out intents, fixed weights are used.
        """
        if unseen.in_scope.all() or not unseen.in_scope.any():
            full = Logistic((0.5, 3.0, 2.0, 0.5, 0.5, 0.5), (6.0, 1.0, 0.5, 2.0, -1.0, -4.0), _held(FULL_DIRECTIONS))
            quick = Logistic((0.0, 0.7, 0.0), (2.0, 2.0, -1.0), _held(QUICK_DIRECTIONS))
        else:
            full = _fit(unseen.full, unseen.in_scope, FULL_DIRECTIONS)
            quick = _fit(unseen.quick, unseen.in_scope, QUICK_DIRECTIONS)
        inside = full.probability(unseen.full[unseen.in_scope])
        threshold = float(np.quantile(inside, 1 - kept)) if len(inside) else 0.0
        return cls(full, quick, threshold)

    def in_scope(self, evidence: Evidence) -> np.ndarray:
        """Give the probability of being in scope for each row of evidence."""
        return (self.quick if evidence.quick else self.full).probability(evidence.rows)

    def save(self, directory: Path) -> None:
        """Write the model as JSON."""
        (directory / SCOPE_FILE).write_text(json.dumps(asdict(self)), encoding="utf-8")

    @classmethod
    def load(cls, directory: Path) -> ScopeModel:
        """Open what `save` wrote."""
        found = json.loads((directory / SCOPE_FILE).read_text(encoding="utf-8"))
        full, quick = (_logistic(found[name]) for name in ("full", "quick"))
        return cls(full, quick, found["threshold"])


def _logistic(found: dict[str, Any]) -> Logistic:
    columns = (tuple(found[name]) for name in ("centre", "weights", "farthest"))
    return Logistic(*columns, found["slope"], found["bias"])


def _held(directions: tuple[int, ...]) -> tuple[float, ...]:
    return tuple(FARTHEST * abs(direction) for direction in directions)


def _fit(rows: np.ndarray, truth: np.ndarray, directions: tuple[int, ...]) -> Logistic:
    """Add the standardised columns up, each in its direction, and calibrate the sum, both sides equal.

    Equal weights on purpose: weights learned from left-out intents were worse on messages from elsewhere.
    """
    centre, spread = rows.mean(axis=0), rows.std(axis=0)
    weights = np.where(spread > 1e-9, np.array(directions) / np.maximum(spread, 1e-9), 0.0)
    plain = Logistic(tuple(map(float, centre)), tuple(map(float, weights)), _held(directions))
    model = LogisticRegression(class_weight="balanced").fit(plain.summed(rows)[:, None], truth)
    return replace(plain, slope=max(float(model.coef_[0][0]), 0.1), bias=float(model.intercept_[0]))
