"""The order history mining works from: a DuckDB file of cleaned lines that grows by appending.

An order counts as having a product when some of it was bought and not all of it returned; lines may come in any
order and more than once, also the line of a return long after the purchase.
"""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import TracebackType

import duckdb
import numpy as np
import scipy.sparse as sp

from mining.baskets import Baskets

COLUMNS = ("order_id", "date", "customer_id", "sku", "quantity")

TABLES = """
create table if not exists bought (
  order_id varchar, sku varchar, day date, customer_id varchar, quantity double, returned double);
create table if not exists products (sku varchar primary key, number integer);
create table if not exists month_pairs (month date, source integer, target integer, together integer);
"""

# Kept plain so that Spark reads it too: no upsert, no list types. Bought and returned are the largest amounts
# seen, not sums, so that a line told twice does not count twice.
MERGE = """
create or replace temp table merged as
select order_id, sku, min(day) as day, max(customer_id) as customer_id,
       max(quantity) as quantity, max(returned) as returned
from (
  select order_id, sku, day, customer_id, quantity, returned from incoming
  union all
  select b.order_id, b.sku, b.day, b.customer_id, b.quantity, b.returned
  from bought b join (select distinct order_id, sku from incoming) i
    on b.order_id = i.order_id and b.sku = i.sku
) as lines
group by order_id, sku
"""


@dataclass(frozen=True)
class OrderLine:
    """One product of one order; a negative quantity or `returned` says that so many came back."""

    order_id: str
    date: date
    customer_id: str | None
    sku: str
    quantity: float = 1
    returned: bool = False


Source = str | Path | Iterable[OrderLine]
"""A CSV or parquet file with the columns order_id, date, customer_id, sku, quantity[, returned], or lines."""


class History:
    """Order lines in a DuckDB file; `path` None keeps them in a temporary file that goes with the object."""

    def __init__(self, path: str | Path | None = None, *, memory_mb: int = 800, threads: int = 2) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="goeswith-mining-")
        file = Path(path) if path is not None else Path(self._folder.name) / "history.duckdb"
        self.db = duckdb.connect(str(file))
        self.db.execute(f"set memory_limit = '{memory_mb}MB'")
        self.db.execute(f"set threads = {threads}")
        self.db.execute(f"set temp_directory = '{self._folder.name}'")
        self.db.execute("set preserve_insertion_order = false")
        self.db.execute("set enable_progress_bar = false")
        self.db.execute(TABLES)

    def __enter__(self) -> History:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; a temporary one is removed."""
        self.db.close()
        self._folder.cleanup()

    def add(self, source: Source) -> list[date]:
        """Take in new lines; give the months whose baskets they touch, oldest first.

        Raises ValueError when the file lacks a column, or a date or quantity cannot be read.
        """
        if not isinstance(source, str | Path):
            written = Path(self._folder.name) / "incoming.csv"
            _write(written, source)
            source = written
        try:
            self._read(Path(source))
        except (duckdb.ConversionException, duckdb.InvalidInputException, duckdb.BinderException) as error:
            raise ValueError(f"{Path(source).name}: {error}") from error
        touched = self._touched_months()
        self.db.execute(MERGE)
        touched |= self._touched_months("merged")
        self.db.execute("begin")
        self.db.execute(
            "delete from bought where exists (select 1 from merged m"
            " where m.order_id = bought.order_id and m.sku = bought.sku)"
        )
        self.db.execute("insert into bought select order_id, sku, day, customer_id, quantity, returned from merged")
        self.db.execute("""
            insert into products
            select sku, (select count(*) from products) + cast(row_number() over (order by sku) as integer)
            from (select distinct m.sku from merged m left join products p on p.sku = m.sku
                  where p.sku is null) as new_skus""")
        self.db.execute("commit")
        self.db.execute("drop table merged; drop table incoming")
        return sorted(touched)

    def _read(self, file: Path) -> None:
        text = "'" + str(file).replace("'", "''") + "'"
        reader = f"read_parquet({text})" if file.suffix == ".parquet" else f"read_csv({text}, all_varchar = true)"
        names = {row[0].lower() for row in self.db.execute(f"describe select * from {reader}").fetchall()}
        missing = [name for name in COLUMNS if name not in names]
        if missing:
            raise ValueError(f"{file.name}: column {', '.join(missing)} is missing")
        back = "cast(returned as boolean)" if "returned" in names else "false"
        self.db.execute(f"""
            create or replace temp table incoming as
            select order_id, sku, min(day) as day, max(customer_id) as customer_id,
                   max(case when returned or quantity < 0 then 0 else quantity end) as quantity,
                   max(case when returned or quantity < 0 then abs(quantity) else 0 end) as returned
            from (select cast(order_id as varchar) as order_id, cast(sku as varchar) as sku,
                         cast(cast(date as timestamp) as date) as day,
                         nullif(trim(cast(customer_id as varchar)), '') as customer_id,
                         cast(quantity as double) as quantity, coalesce({back}, false) as returned
                  from {reader}) as lines
            where order_id is not null and sku is not null and day is not null
            group by order_id, sku""")

    def _touched_months(self, table: str = "incoming") -> set[date]:
        """Months of the orders in `table`, as the kept lines have them by now and as `table` has them."""
        rows = self.db.execute(f"""
            select distinct date_trunc('month', day) from (
              select day from {table}
              union all
              select b.day from bought b join (select distinct order_id from {table}) t on b.order_id = t.order_id
            ) as days""").fetchall()
        return {row[0] if not hasattr(row[0], "date") else row[0].date() for row in rows}

    def prepare(self) -> None:
        """Lay out what all counting reads, in numbers: `kept` lines and one row an order in `orders`.

        An order with lines of several days counts on its first day. `people` numbers the customers.
        """
        self.db.execute("""
            create or replace temp table people as
            select customer_id, cast(row_number() over (order by customer_id) - 1 as integer) as customer
            from (select distinct customer_id from bought where customer_id is not null) as known;
            create or replace temp table orders as
            select o.order_id, o.day, p.customer,
                   cast(row_number() over (order by o.day, o.order_id) as integer) as number
            from (select order_id, min(day) as day, max(customer_id) as customer_id
                  from bought where quantity > returned group by order_id) o
            left join people p on p.customer_id = o.customer_id;
            create or replace temp table kept as
            select o.number as place, o.day, o.customer, p.number as product
            from bought b join orders o on b.order_id = o.order_id join products p on p.sku = b.sku
            where b.quantity > b.returned""")

    def baskets(self, least_orders: int = 1, before: date | None = None) -> Baskets:
        """Give the prepared orders as a matrix of the products in at least `least_orders` orders.

        With `before`, only orders before that day count towards the minimum; all orders are given.
        """
        limit = "" if before is None else f"where k.day < date '{before.isoformat()}'"
        self.db.execute(f"""
            create or replace temp table columns_ as
            select p.sku, p.number as product,
                   cast(row_number() over (order by count(*) desc, p.sku) - 1 as integer) as i
            from kept k join products p on p.number = k.product {limit}
            group by p.sku, p.number having count(*) >= {int(least_orders)};
            create or replace temp table rows_ as
            select place, day, coalesce(customer, -1) as c,
                   cast(row_number() over (order by place) - 1 as integer) as o
            from (select distinct k.place, k.day, k.customer
                  from kept k join columns_ x on k.product = x.product) as filled""")
        return self._matrix()

    def _matrix(self) -> Baskets:
        cells = self.db.execute("""
            select r.o, x.i from kept k join columns_ x on k.product = x.product join rows_ r on k.place = r.place
            order by r.o, x.i""").fetchnumpy()
        rows = self.db.execute(
            "select date_diff('day', date '2000-01-01', day) as d, c from rows_ order by o"
        ).fetchnumpy()
        skus = tuple(row[0] for row in self.db.execute("select sku from columns_ order by i").fetchall())
        people = tuple(row[0] for row in self.db.execute("select customer_id from people order by customer").fetchall())
        matrix = sp.csr_matrix(
            (np.ones(len(cells["o"]), np.float32), (cells["o"], cells["i"])), shape=(len(rows["d"]), len(skus))
        )
        orders = self.db.execute("select count(*) from orders").fetchall()[0][0]
        return Baskets(matrix, rows["d"].astype(np.int64), rows["c"].astype(np.int64), skus, people, orders)


def _write(file: Path, lines: Iterable[OrderLine]) -> None:
    with file.open("w", newline="", encoding="utf-8") as handle:
        writer = csv.writer(handle)
        writer.writerow((*COLUMNS, "returned"))
        writer.writerows(
            (line.order_id, line.date, line.customer_id, line.sku, line.quantity, line.returned) for line in lines
        )
