"""Rows that change prices: dated discounts, prices by quantity, bundles."""

from decimal import Decimal

from jobs.intake.own import Cells, Context, Row, key
from jobs.intake.values import RowError, count, moment, money, words


def discount(cells: Cells, context: Context) -> Row:
    """A row of discounts.csv; all is needed, for a discount without an end, an owner or a reason is nobody's."""
    starts, ends = (moment(key(cells, name, 40), name).date() for name in ("from", "until"))
    if ends < starts:
        raise RowError(f"It ends on {ends}, before it begins on {starts}.")
    percent = _percent(cells, context)
    if not percent:
        raise RowError("The percent is 0.")
    return {
        "code": key(cells, "discount", 80),
        "target": key(cells, "target", 130),
        "percent": percent,
        "starts_on": starts,
        "ends_on": ends,
        "owner": key(cells, "owner", 200),
        "reason": key(cells, "reason", 300),
    }


def tier(cells: Cells, context: Context) -> Row:
    """A row of tiers.csv: from so many pieces or licences each one costs `unit_price`."""
    price = money(key(cells, "unit_price", 40), context.mark, "unit_price")
    if not price:
        raise RowError("The unit_price is 0.")
    from_quantity = count(key(cells, "from_quantity", 20), "from_quantity", least=2, most=100_000)
    return {"sku": key(cells, "sku", 80), "from_quantity": from_quantity, "unit_price": price}


def bundle(cells: Cells, context: Context) -> Row:
    """A row of bundles.csv: one product of a bundle; name, percent and reason are those of the bundle's first row."""
    code = key(cells, "bundle", 80)
    return {
        "bundle": code,
        "sku": key(cells, "sku", 80),
        "quantity": count(cells.get("quantity", "") or "1", "quantity", least=1, most=999),
        "percent": _percent(cells, context),
        "name": words(cells.get("name", ""), "name", 300) or code,
        "reason": words(cells.get("reason", ""), "reason", 300),
    }


def _percent(cells: Cells, context: Context) -> Decimal:
    percent = money(key(cells, "percent", 20).removesuffix("%"), context.mark, "percent")
    if percent > 90:
        raise RowError(f"The percent {percent} is over 90.")
    return percent
