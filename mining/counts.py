"""What the history counts: together, expected together, afterwards, again. Plain SQL, month by month.

Every statement sticks to joins, groups and windows so that the same text runs on Spark when one machine is not
enough.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np

from mining.history import History
from mining.model import Progress, silent

NEXT_ORDERS = 3
"""A later purchase counts as following when it is within this many of the customer's next orders."""

PAIRS_OF_A_MONTH = """
insert into month_pairs
select date '{month}', a.product, b.product, count(*)
from month_lines a join month_lines b on a.place = b.place and a.product < b.product
group by a.product, b.product
"""

# A season is the shortest span with enough orders in it: within one, everything that a feast day or a summer
# does to all products alike cancels out.
EXPECTED = """
create or replace temp table evidence as
select p.source, p.target, p.together, sum(a.orders * b.orders / s.orders) as expected
from pairs p
join season_products a on a.product = p.source
join season_products b on b.product = p.target and b.season = a.season
join seasons s on s.season = a.season
group by p.source, p.target, p.together
"""

# First purchases only: a product bought every week follows everything.
FIRST_PURCHASES = """
create or replace temp table firsts as
select k.customer, k.product, min(n.turn) as turn, min(k.day) as day
from kept k
join (select number, cast(row_number() over (partition by customer order by number) as integer) as turn
      from orders where customer is not null) n on n.number = k.place
join (select product from kept group by product having count(*) >= {least}) enough
  on enough.product = k.product
group by k.customer, k.product
"""

FOLLOWED = """
insert into followed
select a.product as source, b.product as target, count(*) as customers
from (select * from firsts where product % {parts} = {part}) a
join firsts b on a.customer = b.customer and b.turn > a.turn and b.turn <= a.turn + {next_orders}
            and b.day > a.day
group by a.product, b.product having count(*) >= {least}
"""

DELAYS = """
create or replace temp table delays as
select f.source, f.target, f.customers, median(date_diff('day', a.day, b.day)) as days
from followed f
join firsts a on a.product = f.source
join firsts b on b.product = f.target and b.customer = a.customer
             and b.turn > a.turn and b.turn <= a.turn + {next_orders} and b.day > a.day
group by f.source, f.target, f.customers
"""

REFILLS = """
select p.sku, median(days) as days, quantile_cont(days, 0.25) as early, quantile_cont(days, 0.75) as late,
       count(*) as intervals, count(distinct customer) as customers
from (
  select customer, product,
         date_diff('day', lag(day) over (partition by customer, product order by day), day) as days
  from (select distinct customer, product, day from kept where customer is not null) as bought_days
) as gaps
join products p on p.number = gaps.product
where days is not null
group by p.sku having count(distinct customer) >= {least}
order by p.sku
"""


def count_months(history: History, months: Sequence[date], progress: Progress = silent) -> None:
    """Count again the pairs of these months; the other months' counts stay as they are."""
    for number, month in enumerate(months):
        progress(f"Counting pairs of {month:%Y-%m}", number / len(months))
        history.db.execute(f"delete from month_pairs where month = date '{month}'")
        history.db.execute(
            "create or replace temp table month_lines as select place, product from kept"
            f" where date_trunc('month', day) = date '{month}'"
        )
        history.db.execute(PAIRS_OF_A_MONTH.format(month=month))


def weigh_pairs(history: History, least: int) -> str:
    """Fill the table `evidence` for pairs together in `least` orders or more; give the season's length used.

    Rows: source < target, together, expected (orders with both, were they independent within each season).
    """
    season = season_length(history)
    history.db.execute(f"""
        create or replace temp table season_products as
        select {season} as season, product, cast(count(*) as double) as orders
        from kept group by {season}, product;
        create or replace temp table seasons as
        select {season} as season, cast(count(*) as double) as orders from orders group by {season};
        create or replace temp table pairs as
        select source, target, cast(sum(together) as integer) as together
        from month_pairs group by source, target having sum(together) >= {int(least)}""")
    history.db.execute(EXPECTED)
    return season


def season_length(history: History, enough: int = 100) -> str:
    """Give the SQL for the shortest of week, month, quarter, all with `enough` orders in its average span."""
    for unit in ("week", "month", "quarter"):
        orders, spans = history.db.execute(
            f"select count(*), count(distinct date_trunc('{unit}', day)) from orders"
        ).fetchall()[0]
        if spans and orders / spans >= enough:
            return f"date_trunc('{unit}', day)"
    return "date_trunc('year', date '2000-01-01')"


def follow(history: History, least: int, progress: Progress = silent) -> None:
    """Fill `delays`: how many customers first bought the target soon after the source, and after how many days."""
    db = history.db
    db.execute(FIRST_PURCHASES.format(least=least))
    db.execute("create or replace temp table followed (source integer, target integer, customers integer)")
    rows = db.execute("select count(*) from firsts").fetchall()[0][0]
    parts = 1 + rows // 400_000
    for part in range(parts):
        progress("Following customers from order to order", part / parts)
        db.execute(FOLLOWED.format(parts=parts, part=part, next_orders=NEXT_ORDERS, least=least))
    db.execute(DELAYS.format(next_orders=NEXT_ORDERS))


def evidence(history: History) -> dict[str, np.ndarray]:
    """Give the columns source, target, together, expected, source_orders, target_orders, after and before.

    Source and target are columns of `history.baskets`, which has to be asked for first; pairs with a product
    that is not among them are left out. `after` counts customers who bought the target soon after the source,
    `days_after` is their median delay (0 without any); `before` and `days_before` the other way round.
    """
    return history.db.execute("""
        select x.i as source, y.i as target, e.together, e.expected,
               a.orders as source_orders, b.orders as target_orders,
               coalesce(later.customers, 0) as after, coalesce(later.days, 0) as days_after,
               coalesce(sooner.customers, 0) as before, coalesce(sooner.days, 0) as days_before
        from evidence e
        join columns_ x on x.product = e.source
        join columns_ y on y.product = e.target
        join (select product, count(*) as orders from kept group by product) a on a.product = e.source
        join (select product, count(*) as orders from kept group by product) b on b.product = e.target
        left join delays later on later.source = e.source and later.target = e.target
        left join delays sooner on sooner.source = e.target and sooner.target = e.source
        order by x.i, y.i""").fetchnumpy()


def refills(history: History, least: int) -> list[tuple[str, float, float, float, int, int]]:
    """Give (sku, median days, lower and upper quartile, intervals, customers) of products bought again."""
    return history.db.execute(REFILLS.format(least=least)).fetchall()
