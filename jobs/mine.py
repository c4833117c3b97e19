"""Learning from the orders what goes with what: `make mine`; run it every night.

Mined pairs become proposals on the review list. They go live when a person accepts them, or by the rule that was set
for the review list or is given with --accept-together and --accept-sureness.
"""

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Engine

import bootstrap
from database import proposals
from database.sold_lines import sold_lines
from mining import Mined, OrderLine, Pair, mine
from mining.mine import AFTER, BEFORE
from mining.model import Progress, silent
from sales.catalogue import RelationKind, RelationState
from sales.proposals import AcceptRule


@dataclass(frozen=True)
class MiningReport:
    """What a run did: `combinations` are the pairs nobody had related before, best first, with their names."""

    orders: int
    new: int
    known: int
    gone: int
    accepted: int
    combinations: tuple[tuple[str, str, Pair], ...]
    refills: tuple[tuple[str, float, int], ...]


def mine_orders(
    engine: Engine, *, now: datetime, rule: AcceptRule | None = None, progress: Progress = silent
) -> MiningReport:
    """Mine all orders of the database and write the proposals."""
    mined = mine(_lines(engine), progress=progress)
    names = proposals.sellable(engine)
    related = proposals.related_otherwise(engine)
    pairs = [
        pair
        for pair in mined.pairs
        if pair.direction != BEFORE
        and pair.source in names
        and pair.target in names
        and (pair.source, pair.target) not in related
    ]
    rows = [*_relations(pairs, rule, now), *_bought_again(mined, names, now)]
    told = proposals.propose(engine, rows)
    accepted = sum(row["state"] == RelationState.LIVE.value for row in rows)
    return MiningReport(
        orders=mined.orders,
        **told,
        accepted=accepted,
        combinations=_combinations(pairs, related, names),
        refills=_refills(mined, names),
    )


def _lines(engine: Engine) -> Iterator[OrderLine]:
    for line in sold_lines(engine):
        yield OrderLine(line.order_number, line.on, line.customer, line.sku, line.quantity)
        if line.returned:
            yield OrderLine(line.order_number, line.on, line.customer, line.sku, line.returned, returned=True)


def _relations(pairs: Sequence[Pair], rule: AcceptRule | None, now: datetime) -> Iterator[Mapping[str, Any]]:
    best: dict[str, float] = {}
    for pair in pairs:
        best[pair.source] = max(best.get(pair.source, 0.0), pair.score)
    for pair in pairs:
        later = pair.direction == AFTER
        live = rule is not None and rule.allows(max(pair.together, pair.customers_after), pair.sureness)
        yield {
            "source": pair.source,
            "kind": RelationKind.COMPLEMENT.value,
            "target": pair.target,
            "score": relation_score(pair, best[pair.source]),
            "after_days": round(pair.median_days_after) if later and pair.median_days_after else None,
            "state": (RelationState.LIVE if live else RelationState.PROPOSED).value,
            "evidence": {
                "source": f"orders until {now:%Y-%m-%d}",
                "together": max(pair.together, pair.customers_after) if later else pair.together,
                "out_of": pair.source_orders,
                "lift": pair.season_lift,
                "lift_after": pair.lift_after,
                "sureness": pair.sureness,
                "model": pair.score,
                "direction": pair.direction,
                **({"decided_by": "rule"} if live else {}),
            },
        }


def _bought_again(mined: Mined, names: Mapping[str, str], now: datetime) -> Iterator[Mapping[str, Any]]:
    """A refill as a relation to itself; it scores by how even the intervals are: early over late quarter."""
    for refill in mined.refills:
        if refill.sku in names and round(refill.interval_days) > 0:
            yield {
                "source": refill.sku,
                "kind": RelationKind.REFILL.value,
                "target": refill.sku,
                "score": round(refill.early_days / refill.late_days, 4) if refill.late_days else 0.0,
                "after_days": round(refill.interval_days),
                "state": RelationState.PROPOSED.value,
                "evidence": {
                    "source": f"orders until {now:%Y-%m-%d}",
                    "customers": refill.customers,
                    "intervals": refill.intervals,
                    "early_days": round(refill.early_days),
                    "late_days": round(refill.late_days),
                },
            }


def relation_score(pair: Pair, best: float) -> float:
    """Give 0 to 1: the pair's sureness, at most halved for how far the model ranks it below the source's best."""
    return round(pair.sureness * (0.5 + 0.5 * pair.score / best if best > 0 else 0.5), 4)


def _combinations(
    pairs: Sequence[Pair], related: set[tuple[str, str]], names: Mapping[str, str]
) -> tuple[tuple[str, str, Pair], ...]:
    """Keep one direction of each pair that no relation of another origin holds in either direction."""
    seen: set[frozenset[str]] = set()
    fresh = []
    for pair in sorted(pairs, key=lambda pair: (-pair.sureness * pair.score, pair.source, pair.target)):
        both = frozenset((pair.source, pair.target))
        if both not in seen and (pair.target, pair.source) not in related:
            seen.add(both)
            fresh.append((names[pair.source], names[pair.target], pair))
    return tuple(fresh)


def _refills(mined: Mined, names: Mapping[str, str]) -> tuple[tuple[str, float, int], ...]:
    return tuple(
        (names[refill.sku], refill.interval_days, refill.customers) for refill in mined.refills if refill.sku in names
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Mine the process's database and print the report."""
    parser = argparse.ArgumentParser(prog="make mine", description="Learn from the orders; see docs/mining.md.")
    parser.add_argument("--accept-together", type=int, metavar="ORDERS", help="accept pairs seen so often …")
    parser.add_argument("--accept-sureness", type=float, default=0.5, metavar="SHARE", help="… and so sure (0.5)")
    parser.add_argument("--list", type=int, default=20, metavar="N", help="new combinations to print (20)")
    options = parser.parse_args(arguments)
    given = AcceptRule(options.accept_together, options.accept_sureness) if options.accept_together else None
    rule = given or bootstrap.store().proposals.rule()
    report = mine_orders(bootstrap.engine(), now=datetime.now(UTC), rule=rule, progress=_told)
    print(f"{report.orders:,} orders: {report.new:,} new pairs, {report.known:,} known, {report.gone:,} gone")
    print(f"{report.accepted:,} live by the rule" if rule else "all new pairs wait on the review list")
    if report.combinations:
        print("\nNew combinations worth trying:")
    for source, target, pair in report.combinations[: options.list]:
        print(f"  {source} + {target}: {_seen(pair)}")
    if report.refills:
        print("\nBought again every:")
    for name, days, customers in report.refills[: options.list]:
        print(f"  {days:5.0f} days  {name} ({customers} customers)")
    return 0


def _seen(pair: Pair) -> str:
    if pair.customers_after > pair.together and pair.median_days_after is not None:
        return (
            f"{pair.customers_after} customers came back for it, {pair.median_days_after:.0f} days later, "
            f"{pair.lift_after:.1f} times chance"
        )
    return f"in {pair.together} of {pair.source_orders} orders, {pair.season_lift:.1f} times chance"


def _told(step: str, share: float) -> None:
    print(f"{share:4.0%}  {step}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
