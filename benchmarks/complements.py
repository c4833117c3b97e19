"""What goes with a basket: our model and its peers asked the same questions about orders they have not seen.

Every order from the cut on with two or more known products asks one question: one product, drawn evenly and
seeded, is hidden; up to three of the others, drawn likewise, are shown; the methods rank all other known
products. Known are products in at least `--least` orders before the cut. Every method is fitted on the orders
before the cut, in a process of its own. The peers' settings are searched too: each is fitted on all but the
newest fifth of the training orders (8,000 at most), the setting with the best mean reciprocal rank there is
fitted again on all of them; `fit_seconds` is that last fit alone, for ours it is the whole of tuning and fitting.
"""

from __future__ import annotations

import argparse
import multiprocessing
import time
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import scipy.sparse as sp

from benchmarks import report
from benchmarks.baskets import completejourney
from mining import Baskets, History
from mining.baskets import Questions, hide_one
from mining.habits import KnownCustomer
from mining.tuning import fit, mean_reciprocal_rank, ranks, split_by_time

Scorer = Callable[[sp.csr_matrix, np.ndarray], np.ndarray]
"""Scores (carts x products) for shown products (carts x products) and the customers who ask."""
PART = 256


@dataclass(frozen=True)
class Task:
    """The training orders and the questions about later ones."""

    train: Baskets
    questions: Questions
    customers: np.ndarray


def load(lines: Path, cut: date, least: int, seed: int) -> Task:
    """Read the lines, split them at the cut, ask one question of each later order."""
    with History(threads=2) as history:
        history.add(lines)
        history.prepare()
        orders = history.baskets(least, before=cut)
    first = int(np.searchsorted(orders.day, (cut - date(2000, 1, 1)).days))
    later = np.arange(first, len(orders.day))
    questions = hide_one(orders, later, np.random.default_rng(seed))
    if not len(questions):
        raise SystemExit(f"no order from {cut} on has two products that {least} orders before it have")
    return Task(orders.rows(slice(0, first)), questions, orders.customer[questions.order])


# The peers: each makes a scorer from training orders and one setting; SETTINGS lists what is searched.


def popularity(train: Baskets) -> Scorer:
    """The best sold products, whatever is in the cart."""
    sold = train.support.astype(np.float32)
    return lambda shown, _: np.tile(sold, (shown.shape[0], 1))


def rules(train: Baskets, least: int, by_lift: bool) -> Scorer:
    """Association rules: the summed confidence (or the best lift) of pairs seen in `least` orders."""
    pairs = (train.matrix.T @ train.matrix).tocoo()
    sold = train.support
    kept = (pairs.row != pairs.col) & (pairs.data >= least)
    row, column, together = pairs.row[kept], pairs.col[kept], pairs.data[kept]
    value = together / sold[row]
    if by_lift:
        value = value / (sold[column] / train.matrix.shape[0])
    table = sp.csr_matrix((value.astype(np.float32), (row, column)), shape=pairs.shape)
    return lambda shown, _: (shown @ table).toarray()


def neighbours(train: Baskets, kind: str, **setting: Any) -> Scorer:
    """`implicit`'s item-item models over baskets."""
    from implicit import nearest_neighbours  # noqa: PLC0415 - only the peers need it

    model = getattr(nearest_neighbours, kind)(**setting)
    model.fit(train.matrix, show_progress=False)
    similar = model.similarity.tocsr()
    return lambda shown, _: (shown @ similar).toarray()


def factors(train: Baskets, **setting: Any) -> Scorer:
    """`implicit`'s alternating least squares; the cart is folded in as a new user."""
    from implicit.als import AlternatingLeastSquares  # noqa: PLC0415

    model = AlternatingLeastSquares(random_state=1, **setting)
    model.fit(train.matrix, show_progress=False)

    def score(shown: sp.csr_matrix, _: np.ndarray) -> np.ndarray:
        user = model.recalculate_user(np.arange(shown.shape[0]), shown.tocsr())
        return np.asarray(user @ model.item_factors.T)

    return score


def ease(train: Baskets, ridge: float) -> Scorer:
    """The plain closed-form autoencoder over baskets (H. Steck, WWW 2019)."""
    inverse = np.linalg.inv(
        (train.matrix.T @ train.matrix).toarray().astype(np.float64) + ridge * np.eye(len(train.skus))
    )
    weights = (-inverse / np.diag(inverse)).astype(np.float32)
    np.fill_diagonal(weights, 0.0)
    return lambda shown, _: shown @ weights


def goeswith(train: Baskets) -> Scorer:
    """Ours, the cart alone."""
    model = fit(train)
    return lambda shown, _: model.scores(shown)


def goeswith_known_customer(train: Baskets) -> Scorer:
    """Ours, with what the customer bought before the cut."""
    return KnownCustomer().fit(train).scores


METHODS: dict[str, tuple[Callable[..., Scorer], dict[str, tuple[Any, ...]]]] = {
    "popularity": (popularity, {}),
    "confidence": (rules, {"by_lift": (False,), "least": (1, 3, 10)}),
    "lift": (rules, {"by_lift": (True,), "least": (3, 10, 50)}),
    "implicit-cosine": (neighbours, {"kind": ("CosineRecommender",), "K": (20, 100, 500)}),
    "implicit-tfidf": (neighbours, {"kind": ("TFIDFRecommender",), "K": (20, 100, 500)}),
    "implicit-bm25": (
        neighbours,
        {"kind": ("BM25Recommender",), "K": (20, 100, 500), "B": (0.2, 0.5), "K1": (1.2,)},
    ),
    "implicit-als": (
        factors,
        {"factors": (32, 64, 128), "alpha": (1.0, 10.0, 40.0), "regularization": (0.05,), "iterations": (15,)},
    ),
    "ease": (ease, {"ridge": (10.0, 50.0, 200.0, 500.0, 1000.0)}),
    "goeswith": (goeswith, {}),
    "goeswith-known-customer": (goeswith_known_customer, {}),
}


def measure(name: str, task: Task) -> dict[str, Any]:
    """Fit one method and give its row."""
    warnings.filterwarnings("ignore")
    make, grid = METHODS[name]
    setting = _best_setting(make, grid, task.train)
    started = time.perf_counter()
    scorer = make(task.train, **setting)
    seconds = time.perf_counter() - started
    rank, listed = [], np.zeros(len(task.train.skus), bool)
    for start in range(0, len(task.questions), PART):
        part = task.questions.part(start, start + PART)
        scores = scorer(part.shown, task.customers[start : start + PART])
        rank.append(ranks(scores, part))
        listed[_best_three(scores, part)] = True
    place = np.concatenate(rank)
    return {
        "name": name,
        "hit_at_1": round(float(np.mean(place < 1)), 4),
        "hit_at_3": round(float(np.mean(place < 3)), 4),
        "hit_at_10": round(float(np.mean(place < 10)), 4),
        "mrr": round(float(np.mean(1 / (place + 1))), 4),
        "coverage": round(float(listed.mean()), 4),
        "fit_seconds": round(seconds, 2),
        "peak_mb": report.peak_mb(),
        "setting": ", ".join(f"{key}={value}" for key, value in setting.items() if key not in {"kind", "by_lift"}),
    }


def _best_setting(make: Callable[..., Scorer], grid: dict[str, tuple[Any, ...]], train: Baskets) -> dict[str, Any]:
    tried = list(_settings(grid))
    split = split_by_time(train) if len(tried) > 1 else None
    if split is None:
        return tried[0]
    asked = split.questions.part(0, 4000)
    nobody = np.full(PART, -1)

    def quality(setting: dict[str, Any]) -> float:
        scorer = make(split.older, **setting)
        parts = (asked.part(start, start + PART) for start in range(0, len(asked), PART))
        sums = (mean_reciprocal_rank(scorer(part.shown, nobody[: len(part)]), part) * len(part) for part in parts)
        return sum(sums) / len(asked)

    return max(tried, key=quality)


def _settings(grid: dict[str, tuple[Any, ...]]) -> Iterator[dict[str, Any]]:
    for values in product(*grid.values()):
        yield dict(zip(grid, values, strict=True))


def _best_three(scores: np.ndarray, questions: Questions) -> np.ndarray:
    scores = scores.copy()
    shown = questions.shown
    scores[np.repeat(np.arange(len(questions)), np.diff(shown.indptr)), shown.indices] = -np.inf
    return np.unique(np.argpartition(-scores, min(3, scores.shape[1] - 1), axis=1)[:, :3])


def _in_own_process(name: str, arguments: argparse.Namespace) -> dict[str, Any]:
    """Measure in a fresh process, so that its peak memory is its own."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_load_and_measure, (name, arguments))


def _load_and_measure(name: str, arguments: argparse.Namespace) -> dict[str, Any]:
    return measure(name, load(arguments.lines, arguments.cut, arguments.least, arguments.seed))


def _settled(arguments: argparse.Namespace) -> argparse.Namespace:
    """Without --lines: completejourney's frequent products, its last four weeks asked about."""
    if arguments.lines is None:
        arguments.lines = Path("var/bench/completejourney.parquet")
        arguments.lines.parent.mkdir(parents=True, exist_ok=True)
        if not arguments.lines.exists():
            completejourney(arguments.lines)
        arguments.cut, arguments.least = arguments.cut or date(2017, 12, 4), arguments.least or 150
    if arguments.cut is None:
        raise SystemExit("--lines needs --cut: the day from which on orders are asked about.")
    arguments.least = arguments.least or 5
    return arguments


def main() -> None:
    """Read the arguments, measure each method, print the table and write the JSON."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", maxsplit=1)[0])
    parser.add_argument("--lines", type=Path, help="CSV or parquet: order_id,date,customer_id,sku,quantity")
    parser.add_argument("--cut", type=date.fromisoformat, help="orders from this day on are asked about")
    parser.add_argument("--least", type=int, help="orders before the cut a product needs (default 5)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--methods", nargs="+", choices=METHODS, default=list(METHODS))
    arguments = _settled(parser.parse_args())
    task = load(arguments.lines, arguments.cut, arguments.least, arguments.seed)
    data = {
        "lines": arguments.lines.name,
        "cut": arguments.cut.isoformat(),
        "least_orders": arguments.least,
        "seed": arguments.seed,
        "products": len(task.train.skus),
        "training_orders": len(task.train.day),
        "questions": len(task.questions),
        "shown": "1 to 3 other products of the same order, one hidden",
    }
    rows = []
    for name in arguments.methods:
        print(f"measuring {name} …", flush=True)
        rows.append(_in_own_process(name, arguments))
    report.publish("complements", rows, command=report.command_line("benchmarks.complements"), data=data)


if __name__ == "__main__":
    main()
