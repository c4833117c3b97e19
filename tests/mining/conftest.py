"""Small order tables for mining, written as `day customer: products`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta

import pytest

from mining import OrderLine

Shop = Callable[..., list[OrderLine]]


@pytest.fixture
def orders() -> Shop:
    """Give a writer of order lines: `orders((day, customer, "a b"), …)`, days counted from 2026-01-01."""

    def write(*rows: tuple[int, str | None, str], start: int = 0) -> list[OrderLine]:
        return [
            OrderLine(f"o{start + number}", date(2026, 1, 1) + timedelta(days=day), customer, sku)
            for number, (day, customer, skus) in enumerate(rows)
            for sku in skus.split()
        ]

    return write


@pytest.fixture
def camera_shop(orders: Shop) -> list[OrderLine]:
    """Give 300 orders over 60 days: cameras take a battery two times in three, mugs go with nothing."""
    return orders(*_camera_rows())


def _camera_rows() -> Iterable[tuple[int, str | None, str]]:
    for number in range(300):
        skus = (
            "camera battery"
            if number % 6 in (0, 1)
            else "camera"
            if number % 6 == 2
            else "mug"
            if number % 6 == 3
            else "plate spoon"
        )
        yield number // 5, f"c{number}", skus + (" pen" if number % 7 == 0 else "")
