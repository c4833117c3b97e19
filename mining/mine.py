"""The whole way from order lines to proposals: `mine(lines) -> Mined`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from mining import counts
from mining.baskets import Baskets
from mining.evidence import PairCounts, significant, sureness
from mining.history import History, Source
from mining.model import GoesWith, Progress, Recipe, silent
from mining.tuning import fit

WITH, AFTER, BEFORE = "with", "after", "before"


@dataclass(frozen=True)
class Settings:
    """What counts as evidence. The defaults are meant for any shop.

    `least_together` orders with both and `least_orders` orders with each are the minimum; of the pairs that
    pass, at most `false_share` may be luck; `most_per_source` are kept for each product, best score first.
    """

    least_together: int = 3
    least_orders: int = 5
    least_customers: int = 5
    false_share: float = 0.01
    most_per_source: int = 20


@dataclass(frozen=True)
class Pair:
    """`target` goes with `source`: the evidence and the model's score, which ranks pairs of one source.

    `confidence` is together / source_orders. `lift` compares `together` with chance over the whole history,
    `season_lift` with chance within each season. `customers_after` first bought the target in one of the three
    orders after their first of the source, `lift_after` times as many as chance within the season would have
    made, `median_days_after` later (None with too few of them). `direction` says whether customers buy the target
    "after" or "before" the source, or "with" it. `score` ranks the pairs of one source, 0 to 1: the model's
    P(target | source in the cart), or the sure share of the source's buyers who come back for it if that is more.
    `sureness` is the share of the evidence, 0 to 1, that chance and season do not explain, cautiously.
    """

    source: str
    target: str
    together: int
    source_orders: int
    target_orders: int
    confidence: float
    lift: float
    season_lift: float
    sureness: float
    score: float
    direction: str
    customers_after: int
    lift_after: float
    median_days_after: float | None


@dataclass(frozen=True)
class Refill:
    """A product that customers buy again: the median interval, its middle half, and how many showed it."""

    sku: str
    interval_days: float
    early_days: float
    late_days: float
    intervals: int
    customers: int


@dataclass(frozen=True)
class Mined:
    """What the history says: pairs (by source, best first), refills, and what it was read from."""

    pairs: tuple[Pair, ...]
    refills: tuple[Refill, ...]
    orders: int
    products: int
    season: str
    recipe: Recipe | None

    def of(self, source: str) -> tuple[Pair, ...]:
        """Give the pairs of one source, best first."""
        return tuple(pair for pair in self.pairs if pair.source == source)


def mine(
    lines: Source,
    previous: str | Path | None = None,
    progress: Progress = silent,
    settings: Settings | None = None,
) -> Mined:
    """Mine `lines` together with all lines that the file `previous` already keeps (made when missing).

    Lines added bit by bit give the same result as all at once; only the months they touch are counted again.
    Raises ValueError for lines that cannot be read; then nothing is kept of them.
    """
    settings = settings or Settings()
    with History(previous) as history:
        progress("Reading order lines", 0.0)
        touched = history.add(lines)
        history.prepare()
        counts.count_months(history, touched, _within(progress, 0.05, 0.2))
        progress("Weighing pairs against their season", 0.2)
        season = counts.weigh_pairs(history, settings.least_together)
        counts.follow(history, settings.least_customers, season, _within(progress, 0.3, 0.4))
        baskets = history.baskets(settings.least_orders)
        model = fit(baskets, _within(progress, 0.4, 0.85)) if baskets.skus else None
        progress("Writing down the evidence", 0.85)
        pairs = tuple(_pairs(history, baskets, model, settings))
        refills = tuple(_refill(row) for row in counts.refills(history, settings.least_customers))
        progress("Done", 1.0)
    return Mined(pairs, refills, baskets.orders, len(baskets.skus), season, model.recipe if model else None)


def _within(progress: Progress, start: float, stop: float) -> Progress:
    return lambda step, share: progress(step, start + (stop - start) * min(max(share, 0.0), 1.0))


def _refill(row: tuple[str, float, float, float, int, int]) -> Refill:
    sku, days, early, late, intervals, customers = row
    return Refill(sku, float(days), float(early), float(late), int(intervals), int(customers))


def _pairs(history: History, baskets: Baskets, model: GoesWith | None, settings: Settings) -> Iterator[Pair]:
    """Give the believed pairs of each source, at most `most_per_source`, best score first."""
    found = PairCounts(**{name: np.asarray(column) for name, column in counts.evidence(history).items()})
    with_it = significant(found.together, found.expected, settings.false_share)
    later = significant(found.after, found.expected_after, settings.false_share)
    found = found.where(with_it | later)
    if model is None or not len(found):
        return
    sure, sure_later = sureness(found.together, found.expected), sureness(found.after, found.expected_after)
    next_time = sure_later * found.after / np.maximum(found.source_customers, 1)
    score = np.maximum(model.of_pairs(found.source, found.target), next_time)
    order = np.lexsort((found.target, -score, found.source))
    place = np.arange(len(order)) - np.searchsorted(found.source[order], found.source[order])
    order = order[place < settings.most_per_source]
    listed, score, sure = found.where(order), score[order], np.maximum(sure, sure_later)[order]
    yield from _worded(listed, baskets, score, sure, settings.least_customers)


def _worded(found: PairCounts, baskets: Baskets, score: np.ndarray, sure: np.ndarray, least: int) -> Iterator[Pair]:
    """Give each row as a pair; whole columns at once, for there are hundreds of thousands."""
    both = found.source_orders.astype(np.float64) * found.target_orders
    columns = (
        found.source,
        found.target,
        found.together,
        found.source_orders,
        found.target_orders,
        np.round(found.together / found.source_orders, 6),
        np.round(found.together * baskets.orders / both, 4),
        _ratio(found.together, found.expected),
        np.round(sure, 4),
        np.round(score, 6),
        found.after,
        found.before,
        _ratio(found.after, found.expected_after),
        found.days_after.astype(np.float64),
    )
    for row in zip(*(column.tolist() for column in columns), strict=True):
        source, target, together, *middle, after, before, lift_after, days = row
        yield Pair(
            baskets.skus[source],
            baskets.skus[target],
            together,
            *middle,
            direction(after, before, together),
            after,
            lift_after,
            days if after >= least else None,
        )


def _ratio(seen: np.ndarray, expected: np.ndarray) -> np.ndarray:
    return np.where(expected > 0, np.round(seen / np.where(expected > 0, expected, 1.0), 4), 0.0)


def direction(after: int, before: int, together: int) -> str:
    """Say when the target is bought, from the customers who bought it after, before, and orders with both.

    "with" unless customers who buy them apart clearly keep one order (two standard errors away from even) and
    are at least a quarter of those who buy both together.
    """
    apart = after + before
    if apart * 4 < together or (after - before) ** 2 <= 4 * apart:
        return WITH
    return AFTER if after > before else BEFORE
