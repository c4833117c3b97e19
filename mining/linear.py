"""The closed-form linear autoencoder over baskets: how much each product in the cart speaks for another.

Sources: H. Steck, "Embarrassingly Shallow Autoencoders for Sparse Data" (WWW 2019), and "Autoencoders that
don't Overfit towards the Identity" (NeurIPS 2020) for the dropout term.
"""

from __future__ import annotations

import numpy as np
import scipy.sparse as sp
from scipy.linalg import lapack

from mining.baskets import Baskets


def order_weights(baskets: Baskets, half_life: float | None) -> np.ndarray:
    """Weigh orders: each counts once whatever its size, and half as much every `half_life` days; mean 1.

    Without the division by size a few huge baskets would decide: they hold most of the pairs.
    """
    weights = 1.0 / np.maximum(baskets.sizes, 1)
    if half_life is not None and len(weights):
        weights = weights * 0.5 ** ((baskets.day[-1] - baskets.day) / half_life)
    return weights / weights.mean() if len(weights) else weights


def dense_gram(matrix: sp.csr_matrix, weights: np.ndarray) -> np.ndarray:
    """Give the weighted co-occurrences of all columns, products x products (float64)."""
    rooted = sp.diags_array(np.sqrt(weights)) @ matrix
    return np.asarray((rooted.T @ rooted).todense(), dtype=np.float64)


def autoencoder(gram: np.ndarray, shrink: float, dropout: float) -> np.ndarray:
    """Solve min |X - XB|² + ridge with a zero diagonal; row i says how product i speaks for each other one.

    `shrink` is added to every product's own count; `dropout` (0 to below 1) is the share of the basket thought
    unseen, which keeps a question of one to three products from leaning on partners that are not there.
    """
    own = np.diag(gram)
    ridge = shrink + dropout / (1.0 - dropout) * own
    factor, failed = lapack.dpotrf(gram + np.diag(ridge), lower=1)
    if failed:
        raise np.linalg.LinAlgError("the co-occurrences with their ridge are not positive definite")
    inverse, _ = lapack.dpotri(factor, lower=1)
    inverse = np.tril(inverse) + np.tril(inverse, -1).T
    weights = -inverse / np.diag(inverse)
    np.fill_diagonal(weights, 0.0)
    return weights.astype(np.float32)


def confidence(gram: np.ndarray, prior: float = 10.0) -> np.ndarray:
    """Give P(column | row), pulled towards the column's overall share by `prior` imagined orders."""
    own = np.diag(gram)
    share = own / max(own.sum(), 1e-9)
    given = (gram + prior * share[None, :]) / (own[:, None] + prior)
    np.fill_diagonal(given, 0.0)
    return given.astype(np.float32)


def rare_gram(baskets: Baskets, weights: np.ndarray, core: int, least: int = 2) -> sp.csr_matrix:
    """Give the weighted co-occurrences with at least one product outside the first `core` columns.

    Pairs seen in fewer than `least` orders are dropped; columns are worked off in blocks so that memory stays flat.
    """
    matrix, blocks = baskets.matrix, []
    across = matrix.T.tocsr()
    heavy = sp.diags_array(weights.astype(np.float32)) @ matrix
    for start in range(0, matrix.shape[1], 4096):
        stop = min(start + 4096, matrix.shape[1])
        seen = _in_order(across @ matrix[:, start:stop])
        weighed = _in_order(across @ heavy[:, start:stop])
        column = seen.col + start
        kept = (seen.data >= least) & (seen.row != column) & ((seen.row >= core) | (column >= core))
        blocks.append((seen.row[kept], column[kept], weighed.data[kept]))
    row, column, value = (np.concatenate(parts) for parts in zip(*blocks, strict=True))
    return sp.csr_matrix((value, (row, column)), shape=(matrix.shape[1],) * 2, dtype=np.float32)


def _in_order(product: sp.csr_matrix) -> sp.coo_matrix:
    """Give the cells row by row, column by column: scipy leaves the order within a row open."""
    product = product.tocsr()
    product.sort_indices()
    return product.tocoo()


def rare_autoencoder(
    rare: sp.csr_matrix, own: np.ndarray, orders: float, shrink: float, dropout: float
) -> sp.csr_matrix:
    """Approximate `autoencoder` for rare products by one ridge regression per pair, above chance only.

    The full solution inverts products x products; for products in few orders the ridge outweighs what
    correlated partners would take away, so the single regression comes close.
    """
    pairs = rare.tocoo()
    ridge = own * (1.0 + dropout / (1.0 - dropout)) + shrink
    chance = own[pairs.row] * own[pairs.col] / max(orders, 1e-9)
    value = np.maximum(pairs.data - chance, 0.0) / ridge[pairs.row]
    return sp.csr_matrix((value.astype(np.float32), (pairs.row, pairs.col)), shape=rare.shape)


def rare_confidence(rare: sp.csr_matrix, own: np.ndarray, prior: float = 10.0) -> sp.csr_matrix:
    """Give P(column | row) of rare pairs, shrunken by `prior` imagined orders without the pair."""
    pairs = rare.tocoo()
    value = pairs.data / (own[pairs.row] + prior)
    return sp.csr_matrix((value.astype(np.float32), (pairs.row, pairs.col)), shape=rare.shape)
