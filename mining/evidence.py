"""Which pairs the counts really speak for: above chance, above the season, above luck."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import gammainc, gammaincinv


@dataclass(frozen=True)
class PairCounts:
    """Columns of equal length: pairs of products (as columns of the baskets) and what was counted of them.

    `expected` is the sum over seasons of orders(a) * orders(b) / orders: the pairs there would be if the two
    were bought independently of each other within each season. `after` customers bought the target soon after
    the source, `days_after` later in the median, where chance would have made `expected_after`; `before`
    customers bought it the other way round.
    """

    source: np.ndarray
    target: np.ndarray
    together: np.ndarray
    expected: np.ndarray
    source_orders: np.ndarray
    target_orders: np.ndarray
    source_customers: np.ndarray
    after: np.ndarray
    expected_after: np.ndarray
    days_after: np.ndarray
    before: np.ndarray

    def __len__(self) -> int:
        return len(self.source)

    def where(self, kept: np.ndarray) -> PairCounts:
        """Give the chosen pairs only."""
        return PairCounts(*(column[kept] for column in vars(self).values()))


def luck(together: np.ndarray, expected: np.ndarray) -> np.ndarray:
    """Give the chance of at least so many pairs under independence (upper tail of the Poisson distribution)."""
    return gammainc(np.maximum(together, 1), np.maximum(expected, 1e-12))


def significant(together: np.ndarray, expected: np.ndarray, false_share: float) -> np.ndarray:
    """Say which pairs to believe so that at most `false_share` of them are luck.

    Source: Y. Benjamini, Y. Hochberg, "Controlling the False Discovery Rate" (JRSS B, 1995).
    """
    chance = luck(together, expected)
    order = np.argsort(chance, kind="stable")
    limit = false_share * np.arange(1, len(chance) + 1) / max(len(chance), 1)
    passed = np.flatnonzero(chance[order] <= limit)
    believed = np.zeros(len(chance), bool)
    if len(passed):
        believed[order[: passed[-1] + 1]] = True
    return believed & (together > expected)


def sureness(together: np.ndarray, expected: np.ndarray, doubt: float = 0.05) -> np.ndarray:
    """Give the share (0 to below 1) of the pairs seen that chance and season do not explain, cautiously.

    It is 1 - expected / lower limit, the limit being what the count would rarely (`doubt`) exceed if the true
    number were lower: three pairs prove less than three hundred with the same lift.
    """
    low = gammaincinv(np.maximum(together, 1), doubt)
    return np.where(together > 0, np.clip(1.0 - expected / np.maximum(low, 1e-12), 0.0, 1.0), 0.0)
