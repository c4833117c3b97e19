"""Matrices in half the memory reckon as full ones do."""

import numpy as np
import pytest

from components.classifiers.symmetric import Symmetric

SIZES = (1, 2, 3, 4, 5, 510, 511, 1023, 1024, 1025, 1030)
"""Odd and even, and around where the blocks end."""


def made(size: int) -> tuple[np.ndarray, np.ndarray]:
    """A full positive definite matrix and three columns."""
    dice = np.random.default_rng(size)
    rows = dice.normal(size=(size, 16)).astype(np.float32)
    return rows @ rows.T / 16 + np.eye(size, dtype=np.float32), dice.normal(size=(size, 3)).astype(np.float32)


def test_a_matrix_that_is_not_positive_definite_is_refused() -> None:
    full = np.array([[1, 2], [2, 1]], np.float32)
    with pytest.raises(np.linalg.LinAlgError, match="not positive definite"):
        Symmetric(2, lambda rows, columns: full[rows, columns]).factor()


@pytest.mark.parametrize("size", SIZES)
def test_it_solves_as_the_full_matrix_does(size: int) -> None:
    full, columns = made(size)
    added = np.linspace(0.5, 1.5, size, dtype=np.float32)
    halved = Symmetric(size, lambda rows, others: full[rows, others])
    halved.add_to_diagonal(added)
    halved.factor()
    whole = (full + np.diag(added)).astype(np.float64)
    assert halved.solve(columns) == pytest.approx(np.linalg.solve(whole, columns), abs=1e-4)
    assert halved.inverse_diagonal() == pytest.approx(np.diag(np.linalg.inv(whole)), abs=1e-4)


def test_no_more_than_half_of_it_is_kept() -> None:
    full, _ = made(1024)
    asked = []

    def block(rows: slice, columns: slice) -> np.ndarray:
        asked.append(full[rows, columns].nbytes)
        return full[rows, columns]

    halved = Symmetric(1024, block)
    assert halved.nbytes == 1024 * 1025 // 2 * 4
    assert max(asked) <= full.nbytes / 2
