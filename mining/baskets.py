"""Orders as a sparse matrix, the one shape that every model here reads."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp


@dataclass(frozen=True)
class Baskets:
    """Orders in time order x products, best sold first.

    `matrix` holds 1.0 where the order has the product (float32 CSR, orders x products); `day` is each order's
    day as an integer; `customer` indexes `customers`, -1 where nobody is known; `skus` names the columns.
    """

    matrix: sp.csr_matrix
    day: np.ndarray
    customer: np.ndarray
    skus: tuple[str, ...]
    customers: tuple[str, ...]
    orders: int = 0
    """All orders of the history, also those with none of these products; what shares are taken of."""

    @property
    def sizes(self) -> np.ndarray:
        """Products per order."""
        return np.diff(self.matrix.indptr)

    @property
    def support(self) -> np.ndarray:
        """Orders per product."""
        return np.bincount(self.matrix.indices, minlength=self.matrix.shape[1])

    def rows(self, chosen: slice | np.ndarray) -> Baskets:
        """Give these orders only, all products kept."""
        return Baskets(
            self.matrix[chosen], self.day[chosen], self.customer[chosen], self.skus, self.customers, self.orders
        )

    def best_sold(self, most: int) -> Baskets:
        """Give the first `most` columns only, all orders kept."""
        if most >= len(self.skus):
            return self
        return Baskets(
            self.matrix[:, :most].tocsr(), self.day, self.customer, self.skus[:most], self.customers, self.orders
        )


@dataclass(frozen=True)
class Questions:
    """Baskets with one product taken out: `shown` (questions x products), the `hidden` column, the order's row."""

    shown: sp.csr_matrix
    hidden: np.ndarray
    order: np.ndarray

    def __len__(self) -> int:
        return len(self.hidden)

    def part(self, start: int, stop: int) -> Questions:
        """Give the questions from `start` to before `stop`."""
        return Questions(self.shown[start:stop], self.hidden[start:stop], self.order[start:stop])


def hide_one(
    baskets: Baskets, rows: np.ndarray, random: np.random.Generator, shown: int = 3, draws: int = 1
) -> Questions:
    """Ask for one product, drawn evenly, of each order in `rows` with two or more; show at most `shown` others."""
    rows = rows[baskets.sizes[rows] >= 2]
    rows = np.tile(rows, draws)
    picked = baskets.matrix[rows]
    place, item = shuffled(picked, random)
    row = np.repeat(np.arange(len(rows)), np.diff(picked.indptr))
    inside = (place >= 1) & (place <= shown)
    matrix = sp.csr_matrix((np.ones(int(inside.sum()), np.float32), (row[inside], item[inside])), shape=picked.shape)
    return Questions(matrix, item[place == 0].astype(np.int64), rows)


def shuffled(matrix: sp.csr_matrix, random: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Shuffle the columns within each row; give (place within the row from 0, column), row after row."""
    row = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
    order = np.lexsort((random.random(len(row)), row))
    place = np.arange(len(row)) - matrix.indptr[row]
    return place, matrix.indices[order]
