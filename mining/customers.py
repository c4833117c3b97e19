"""What kind of customer fills such carts, and what those customers buy besides.

The known customers are a mixture: each is a distribution over products, shrunken towards the shop's own. A cart says
which of them it is likely from, and these say what else is likely; the one who asks need not be known. Their answer
bends what the pairs say, as far as it does good on the shop's own newer orders (`mining/tuning.py`).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp

from mining.baskets import Baskets

MOST = 20_000
"""Customers who are held against each cart: those who bought most."""
MEMORY = 120.0
PRIOR = 30.0
"""Imagined products of the shop's own distribution that each customer bought beside the real ones."""
FLOOR = 1e-5


@dataclass(frozen=True)
class Customers:
    """What each customer bought: `speaks` (products x customers) is a product's log-odds for a customer over the
    shop's own, `buys` (customers x products) the shares, `spare` what of the shop's own share is left to each,
    `size` and `weight` the logarithms of all they bought, and `share` the shop's own shares.
    """

    speaks: sp.csr_matrix
    buys: sp.csr_matrix
    spare: np.ndarray
    size: np.ndarray
    weight: np.ndarray
    share: np.ndarray

    def leaning(self, shown: sp.csr_matrix) -> np.ndarray:
        """Give the log of how much likelier than usual each product is with those who fill such carts."""
        odds = (shown @ self.speaks).toarray() - np.diff(shown.indptr)[:, None] * self.size + self.weight
        odds = np.exp(odds - odds.max(axis=1, keepdims=True))
        odds /= odds.sum(axis=1, keepdims=True)
        likely = (self.buys.T @ odds.T).T + (odds @ self.spare)[:, None] * self.share
        return np.asarray(np.log((likely + FLOOR) / (self.share + FLOOR)), np.float32)


def learn_customers(baskets: Baskets) -> Customers | None:
    """Add up what the known customers bought, newer orders more; None where nobody is known."""
    known = np.flatnonzero((baskets.customer >= 0) & (baskets.sizes > 0))
    if not len(known):
        return None
    weight = 0.5 ** ((baskets.day[-1] - baskets.day[known]) / MEMORY)
    people, number = np.unique(baskets.customer[known], return_inverse=True)
    whose = sp.csr_matrix((weight, (number, known)), shape=(len(people), len(baskets.day)))
    bought = sp.csr_matrix(whose @ baskets.matrix)
    total = np.asarray(bought.sum(axis=1)).ravel()
    best = np.sort(np.argsort(-total, kind="stable")[:MOST])
    bought, total = bought[best], total[best]
    share = np.maximum(np.asarray(bought.sum(axis=0)).ravel(), FLOOR)
    share /= share.sum()
    cells, whole = bought.tocoo(), total + PRIOR
    speaks = np.log1p(cells.data / (PRIOR * share[cells.col]))
    return Customers(
        sp.csr_matrix((speaks.astype(np.float32), (cells.col, cells.row)), shape=bought.shape[::-1]),
        sp.csr_matrix(sp.diags_array(1.0 / whole) @ bought, dtype=np.float32),
        (PRIOR / whole).astype(np.float32),
        np.log(whole).astype(np.float32),
        np.log(total + FLOOR).astype(np.float32),
        share.astype(np.float32),
    )


def bent(scores: np.ndarray, leaning: np.ndarray, weight: float, shown: sp.csr_matrix) -> np.ndarray:
    """Give `scores` bent by the leaning of their first columns, each row summing to 1; the cart's own get 0."""
    odds = scores + np.float32(FLOOR)
    odds[:, : leaning.shape[1]] *= np.exp(np.float32(weight) * leaning)
    odds[np.repeat(np.arange(shown.shape[0]), np.diff(shown.indptr)), shown.indices] = 0.0
    return odds / odds.sum(axis=1, keepdims=True)
