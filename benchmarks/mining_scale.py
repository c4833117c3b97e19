"""The cost of mining from one to ten million generated lines: `python -m benchmarks.mining_scale`.

The generated shop grows in customers, not in products: 20,000 products of uneven popularity, each with a few that
are bought along. Each size is mined in a process of its own; the figures go to JSON, the plot to an SVG. The cost is in
processor seconds of all threads, since a busy machine stretches the others; both are told, and kept after each size.
"""

from __future__ import annotations

import argparse
import multiprocessing
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import duckdb

from benchmarks import report
from mining import mine

PRODUCTS = 20_000
PLOT = Path(__file__).parents[1] / "docs" / "pictures" / "mining-scale.svg"

LINES = """
copy (
  with orders as (
    select range as number, hash(range, 1) as dice, cast(hash(range, 2) % {customers} as integer) as customer,
           date '2024-01-01' + cast(range * 720 // {orders} as integer) as day
    from range({orders})),
  lines as (
    select o.*, unnest(range(1 + cast(o.dice % 9 as bigint))) as place from orders o),
  picked as (
    select number, customer, day, place,
           cast(floor({products} * power((hash(number, place, 3) % 1000003) / 1000003.0, 3)) as integer) as own,
           hash(number, place, 4) % 100 as way
    from lines)
  select 'o' || p.number as order_id, p.day as date, 'c' || p.customer as customer_id,
         's' || case when p.place > 0 and p.way < 40 then (f.own + 1 + p.way % 4) % {products} else p.own end as sku,
         1 as quantity
  from picked p join picked f on f.number = p.number and f.place = 0
) to '{file}' (format parquet)
"""


def generate(lines: int, file: Path) -> int:
    """Write about `lines` order lines, the same for the same number; give how many they are."""
    orders = lines // 5
    db = duckdb.connect()
    db.execute(LINES.format(orders=orders, customers=max(orders // 6, 1), products=PRODUCTS, file=file))
    return int(db.execute(f"select count(*) from read_parquet('{file}')").fetchall()[0][0])


def measure(lines: int) -> dict[str, Any]:
    """Mine that many generated lines and give the row."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "lines.parquet"
        written = generate(lines, file)
        return measure_file(file, written, f"{written / 1e6:.1f} million lines")


def measure_file(file: Path, written: int, name: str) -> dict[str, Any]:
    """Mine a parquet file of so many lines and give the row."""
    started, worked = time.perf_counter(), time.process_time()
    mined = mine(file)
    seconds, worked = time.perf_counter() - started, time.process_time() - worked
    return {
        "name": name,
        "lines": written,
        "seconds": round(seconds, 1),
        "processor_seconds": round(worked, 1),
        "per_million": round(worked / written * 1e6, 2),
        "pairs": len(mined.pairs),
        "peak_mb": report.peak_mb(),
    }


def plot(rows: Sequence[dict[str, Any]]) -> str:
    """Draw processor seconds per million lines over million lines as a small SVG."""
    top = max(row["per_million"] for row in rows) * 1.2
    right = max(row["lines"] for row in rows) / 1e6
    points = [(60 + 400 * row["lines"] / 1e6 / right, 200 - 170 * row["per_million"] / top, row) for row in rows]
    line = " ".join(f"{x:.0f},{y:.0f}" for x, y, _ in points)
    marks = "".join(
        f'<circle cx="{x:.0f}" cy="{y:.0f}" r="3"/>'
        f'<text x="{x:.0f}" y="{y - 8:.0f}" text-anchor="middle">{row["per_million"]:.0f}</text>'
        f'<text x="{x:.0f}" y="218" text-anchor="middle">{row["lines"] / 1e6:.0f}</text>'
        for x, y, row in points
    )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="500" height="250" font-family="sans-serif" font-size="12">'
        '<rect width="500" height="250" fill="white"/><path d="M60 20V200H470" fill="none" stroke="grey"/>'
        f'<polyline points="{line}" fill="none" stroke="black" stroke-width="1.5"/>{marks}'
        '<text x="265" y="240" text-anchor="middle">million order lines</text>'
        '<text x="20" y="110" text-anchor="middle" transform="rotate(-90 20 110)">processor seconds per million</text>'
        "</svg>\n"
    )


def main() -> None:
    """Measure each size, print the table, write JSON and plot."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", maxsplit=1)[0])
    parser.add_argument("--millions", type=float, nargs="*", default=[1, 2, 5, 10], help="none: only the file")
    parser.add_argument("--file", type=Path, help="a parquet file of real order lines to be mined as well, not plotted")
    arguments = parser.parse_args()
    rows = []
    data = (
        {"lines": "generated", "products": PRODUCTS, "plot": f"docs/pictures/{PLOT.name}"} if arguments.millions else {}
    )
    name = "mining-scale" if arguments.millions else f"mining-{arguments.file.stem}"
    command = report.command_line("benchmarks.mining_scale")
    for millions in arguments.millions:
        rows.append(_in_own_process(measure, int(millions * 1e6)))
        PLOT.write_text(plot(rows), encoding="utf-8")
        report.write("mining-scale", rows, command=command, data=data)
    if arguments.file:
        counted = f"select count(*) from read_parquet('{arguments.file}')"
        lines = int(duckdb.connect().execute(counted).fetchall()[0][0])
        rows.append(_in_own_process(measure_file, arguments.file, lines, arguments.file.stem))
    report.publish(name, rows, command=command, data=data)


def _in_own_process(work: Callable[..., dict[str, Any]], *arguments: Any) -> dict[str, Any]:
    """Measure in a fresh process, so that its peak memory is its own."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        row = pool.apply(work, arguments)
    print(row, flush=True)
    return row


if __name__ == "__main__":
    main()
