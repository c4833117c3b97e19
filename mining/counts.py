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

FIRSTS_OF_A_PART = 400_000
"""First purchases whose followers are counted at once, so that memory does not grow with the history."""

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
create or replace temp table turns as
select number as place, customer, day,
       cast(row_number() over (partition by customer order by number) as integer) as turn
from orders where customer is not null;
create or replace temp table firsts as
select k.customer, k.product, min(t.turn) as turn, min(k.day) as day
from kept k
join turns t on t.place = k.place
join (select product from kept group by product having count(*) >= {least}) enough
  on enough.product = k.product
group by k.customer, k.product
"""

# Laid down once a part: left to itself, the planner joins anew for the delays, and in a bad order.
NEAR = """
create or replace temp table near as
select a.product as source, b.product as target, date_diff('day', a.day, b.day) as days
from (select * from firsts where product % {parts} = {part}) a
join firsts b on a.customer = b.customer and b.turn > a.turn and b.turn <= a.turn + {next_orders}
            and b.day > a.day
"""

# A median keeps every value of its group until the end, so only the pairs that count are given to it.
DELAYS = """
create or replace temp table followed as
select source, target, cast(count(*) as integer) as customers
from near group by source, target having count(*) >= {least};
insert into delays
select f.source, f.target, f.customers, median(n.days) as days
from followed f join near n on n.source = f.source and n.target = f.target
group by f.source, f.target, f.customers
"""

# What chance would make: each of those next orders might have been anybody's order of the same season.
SOON = """
create or replace temp table next_seasons as
select f.product as source, {season_of_turn} as season, count(*) as orders
from firsts f
join turns t on t.customer = f.customer and t.turn > f.turn and t.turn <= f.turn + {next_orders}
            and t.day > f.day
group by f.product, {season_of_turn};
create or replace temp table soon as
select d.source, d.target, d.customers, d.days, sum(n.orders * b.orders / s.orders) as expected
from delays d
join next_seasons n on n.source = d.source
join season_products b on b.product = d.target and b.season = n.season
join seasons s on s.season = n.season
group by d.source, d.target, d.customers, d.days
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


def follow(history: History, least: int, season: str, progress: Progress = silent) -> None:
    """Fill `soon`: how many customers first bought the target in one of the orders after their first of the source.

    With the median days between and the number that chance within the season would have made.
    """
    db = history.db
    db.execute(FIRST_PURCHASES.format(least=least))
    db.execute("create or replace temp table delays (source integer, target integer, customers integer, days double)")
    rows = db.execute("select count(*) from firsts").fetchall()[0][0]
    parts = 1 + rows // FIRSTS_OF_A_PART
    for part in range(parts):
        progress("Following customers from order to order", part / parts)
        db.execute(NEAR.format(parts=parts, part=part, next_orders=NEXT_ORDERS))
        db.execute(DELAYS.format(least=least))
    db.execute("drop table near; drop table followed")
    db.execute(SOON.format(next_orders=NEXT_ORDERS, season_of_turn=season.replace("day)", "t.day)")))


def evidence(history: History) -> dict[str, np.ndarray]:
    """Give the columns of `evidence.PairCounts`, each pair once from either side.

    Source and target are columns of `history.baskets`, which has to be asked for first; pairs with a product
    that is not among them are left out.
    """
    return history.db.execute("""
        with sides as (
          select source, target, together, expected from evidence
          union all
          select target, source, together, expected from evidence),
        pairs as (
          select coalesce(w.source, l.source) as source, coalesce(w.target, l.target) as target,
                 coalesce(w.together, 0) as together, coalesce(w.expected, 0) as expected,
                 coalesce(l.customers, 0) as after, coalesce(l.expected, 0) as expected_after,
                 coalesce(l.days, 0) as days_after
          from sides w full join soon l on l.source = w.source and l.target = w.target),
        sold as (select product, count(*) as orders, count(distinct customer) as customers
                 from kept group by product)
        select x.i as source, y.i as target, p.together, p.expected,
               a.orders as source_orders, b.orders as target_orders, a.customers as source_customers,
               p.after, p.expected_after, p.days_after, coalesce(back.customers, 0) as before
        from pairs p
        join columns_ x on x.product = p.source
        join columns_ y on y.product = p.target
        join sold a on a.product = p.source
        join sold b on b.product = p.target
        left join soon back on back.source = p.target and back.target = p.source
        order by x.i, y.i""").fetchnumpy()


def refills(history: History, least: int) -> list[tuple[str, float, float, float, int, int]]:
    """Give (sku, median days, lower and upper quartile, intervals, customers) of products bought again."""
    return history.db.execute(REFILLS.format(least=least)).fetchall()
