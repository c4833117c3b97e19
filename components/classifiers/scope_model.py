"""From evidence to `in_scope`: two small logistic models and the threshold, learned from held-out rows."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from components.classifiers.cross_validation import OutOfFold
from components.classifiers.evidence import Evidence

SCOPE_FILE = "scope.json"


@dataclass(frozen=True)
class Logistic:
    """probability = 1 / (1 + exp(-(evidence · weights + bias)))."""

    weights: tuple[float, ...]
    bias: float

    def probability(self, rows: np.ndarray) -> np.ndarray:
        """Give one probability per row of evidence."""
        result: np.ndarray = 1 / (1 + np.exp(-np.clip(rows @ np.array(self.weights) + self.bias, -60, 60)))
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

        Without any row out of scope, even made by leaving out intents, plain confidence plus cosine is used.
        """
        if unseen.in_scope.all() or not unseen.in_scope.any():
            full = Logistic((4.0, 4.0, 0.0, 0.0, -4.0), -3.0)
            quick = Logistic((2.0, 2.0, -1.0), 0.0)
        else:
            full, quick = _fit(unseen.full, unseen.in_scope), _fit(unseen.quick, unseen.in_scope)
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
        full, quick = (Logistic(tuple(found[k]["weights"]), found[k]["bias"]) for k in ("full", "quick"))
        return cls(full, quick, found["threshold"])


def _fit(rows: np.ndarray, truth: np.ndarray) -> Logistic:
    """Fit on standardised evidence with both sides weighing the same, then fold the scaling in."""
    centre, spread = rows.mean(axis=0), rows.std(axis=0)
    spread = np.where(spread > 1e-9, spread, 1.0)
    model = LogisticRegression(C=1.0, class_weight="balanced").fit((rows - centre) / spread, truth)
    weights = model.coef_[0] / spread
    return Logistic(tuple(float(w) for w in weights), float(model.intercept_[0] - weights @ centre))
