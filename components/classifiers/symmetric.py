"""A symmetric, positive definite matrix in half the memory: LAPACK's rectangular full packed format.

Gustavson, Wasniewski, Dongarra and Langou 2010. Row j of the k = ceil(n / 2) kept ones is a short row of the lower
right corner followed by a long one from the diagonal on, so that each has the same length:
A[m, k..m] with m = k + j - 1 + shift, then A[j, j..n-1]; shift is 1 for an even n, else 0.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from scipy.linalg import lapack

_TOGETHER = 512
Block = Callable[[slice, slice], np.ndarray]


class Symmetric:
    """An n times n matrix, float32, made block by block: `block(rows, columns)` gives those of the full one."""

    def __init__(self, size: int, block: Block) -> None:
        self._size = size
        self._half, self._shift = (size + 1) // 2, 1 - size % 2
        self._packed = np.empty((self._half, size + self._shift), np.float32)
        for start in range(0, self._half, _TOGETHER):
            self._fill(slice(start, min(start + _TOGETHER, self._half)), block)

    def _fill(self, kept: slice, block: Block) -> None:
        long = block(kept, slice(kept.start, self._size))
        for place, row in enumerate(range(kept.start, kept.stop)):
            self._packed[row, row + self._shift :] = long[place, place:]
        del long
        first = self._half + kept.start - 1 + self._shift
        corner = slice(max(first, self._half), self._half + kept.stop - 1 + self._shift)
        short = block(corner, slice(self._half, corner.stop))
        for place, row in enumerate(range(corner.start, corner.stop)):
            at = row - self._half + 1 - self._shift
            self._packed[at, : at + self._shift] = short[place, : at + self._shift]

    @property
    def nbytes(self) -> int:
        """What it takes of the memory."""
        return self._packed.nbytes

    def add_to_diagonal(self, values: np.ndarray) -> None:
        """Add `values`, shape (n,), to the diagonal."""
        for at, value in zip(self._diagonal(), values):  # noqa: B905 - one each
            self._packed[at] += value

    def factor(self) -> None:
        """Put its Cholesky factor in its place; `LinAlgError` where it is not positive definite."""
        self._packed, told = self._done(lapack.spftrf(self._size, self._flat(), uplo="L", overwrite_a=1))
        if told:
            raise np.linalg.LinAlgError("The matrix is not positive definite.")

    def solve(self, columns: np.ndarray) -> np.ndarray:
        """Once factored: give x with A x = columns, shape (n, columns)."""
        found, _ = lapack.spftrs(self._size, self._flat(), columns, uplo="L")
        result: np.ndarray = found
        return result

    def inverse_diagonal(self) -> np.ndarray:
        """Once factored: give the diagonal of the inverse, shape (n,), which takes the factor's place."""
        self._packed, _ = self._done(lapack.spftri(self._size, self._flat(), uplo="L", overwrite_a=1))
        return np.array([self._packed[at] for at in self._diagonal()])

    def _diagonal(self) -> list[tuple[int, int]]:
        """Where each element of the diagonal lies."""
        upper = [(row, row + self._shift) for row in range(self._half)]
        lower = [(row, row + self._shift - 1) for row in range(1 - self._shift, self._half)]
        return [*upper, *lower[: self._size - self._half]]

    def _flat(self) -> np.ndarray:
        return self._packed.reshape(-1)

    def _done(self, told: tuple[np.ndarray, int]) -> tuple[np.ndarray, int]:
        return told[0].reshape(self._packed.shape), told[1]
