"""Writing staged rows, chunk by chunk, inside the import's one transaction; here rows are held against each other."""

from collections.abc import Callable, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import Connection

from database import intake
from jobs.intake import keeping_prices
from jobs.intake.report import FileReport
from jobs.intake.staging import Staged, Staging

_CATEGORY = "category:"
Names = tuple[str, ...]
Keep = Callable[[Connection, Sequence[Staged], Sequence[FileReport], datetime], None]


def keep_all(connection: Connection, staging: Staging, kind: str, files: Sequence[FileReport], now: datetime) -> None:
    """Write every staged row of `kind`; a row that points to nothing is refused in its file's report."""
    for chunk in staging.chunks(kind):
        _KEEP[kind](connection, chunk, files, now)


def _products(connection: Connection, chunk: Sequence[Staged], files: Sequence[FileReport], now: datetime) -> None:
    _count(chunk, files, intake.save_products(connection, [staged.row for staged in chunk], now), ("sku",))


def _relations(connection: Connection, chunk: Sequence[Staged], files: Sequence[FileReport], now: datetime) -> None:
    names = {staged.row[end] for staged in chunk for end in ("source", "target")}
    categories = {name.removeprefix(_CATEGORY) for name in names if name.startswith(_CATEGORY)}
    known = set(intake.prices_of(connection, names))
    known |= {f"{_CATEGORY}{name}" for name in intake.known_categories(connection, categories)}
    good = []
    for staged in chunk:
        missing = next((staged.row[end] for end in ("source", "target") if staged.row[end] not in known), None)
        if missing is None:
            good.append(staged)
        else:
            what = "category" if missing.startswith(_CATEGORY) else "product"
            _refuse(staged, files, f"There is no {what} {missing.removeprefix(_CATEGORY)}.")
    _count(
        good,
        files,
        intake.save_relations(connection, [staged.row for staged in good]),
        ("source", "kind", "target", "origin"),
    )


def _customers(connection: Connection, chunk: Sequence[Staged], files: Sequence[FileReport], now: datetime) -> None:
    _count(chunk, files, intake.save_customers(connection, [staged.row for staged in chunk]), ("id",))


def _orders(connection: Connection, chunk: Sequence[Staged], files: Sequence[FileReport], now: datetime) -> None:
    prices = intake.prices_of(connection, {staged.row["sku"] for staged in chunk})
    people = intake.known_customers(connection, {staged.row["customer_id"] for staged in chunk} - {None})
    unnamed = {staged.row["email"] for staged in chunk if not staged.row["customer_id"]} - {""}
    ids = intake.customers_with(connection, unnamed) if unnamed else {}
    here = intake.orders_placed_here(connection, {staged.row["order_number"] for staged in chunk})
    heads, lines, good = [], [], []
    for number, group in groupby(chunk, key=lambda staged: staged.row["order_number"]):
        ordered = sorted(group, key=lambda staged: (staged.file, staged.line))
        head = _head(ordered[0].row, people, ids)
        kept = []
        for staged in ordered:
            price = staged.row["unit_price"] if staged.row["unit_price"] is not None else prices.get(staged.row["sku"])
            if number in here:
                _refuse(staged, files, f"Order {number} was placed in this shop and is not changed from a file.")
            elif _head(staged.row, people, ids) != head:
                _refuse(staged, files, f"Order {number} has another customer, day or status on an earlier line.")
            elif price is None:
                _refuse(staged, files, f"The unit_price is missing, and there is no product {staged.row['sku']}.")
            else:
                if staged.row["sku"] not in prices:
                    files[staged.file].note("The product is not in the catalogue; the line counts for figures only.")
                kept.append(staged)
                lines.append(
                    {
                        "order_number": number,
                        "sku": staged.row["sku"],
                        "quantity": staged.row["quantity"],
                        "unit_price": price,
                    }
                )
        if kept:
            heads.append(head)
            good.extend(kept)
    changed = intake.save_orders(connection, heads, lines)
    _count(good, files, changed, ("order_number", "sku"))


def _head(row: dict[str, Any], people: dict[str, tuple[str, str]], ids: dict[str, str]) -> dict[str, Any]:
    customer = row["customer_id"] or ids.get(row["email"].lower())
    name, email = people.get(customer or "", ("", ""))
    return {
        "number": row["order_number"],
        "customer_id": customer,
        "name": name,
        "email": row["email"] or email,
        "placed_at": row["placed_at"],
        "delivery_on": row["delivery_on"],
        "status": row["status"],
        "currency": row["currency"],
    }


def _returns(connection: Connection, chunk: Sequence[Staged], files: Sequence[FileReport], now: datetime) -> None:
    bought = intake.bought_quantities(connection, {staged.row["order_number"] for staged in chunk})
    good = []
    for staged in chunk:
        number, sku = staged.row["order_number"], staged.row["sku"]
        if (number, sku) not in bought:
            _refuse(staged, files, f"There is no order {number} with {sku} on it.")
        elif staged.row["quantity"] > bought[number, sku]:
            _refuse(staged, files, f"{staged.row['quantity']} came back, but only {bought[number, sku]} were bought.")
        else:
            good.append(staged)
    _count(good, files, intake.save_returns(connection, [staged.row for staged in good]), ("order_number", "sku"))


def _contacts(connection: Connection, chunk: Sequence[Staged], files: Sequence[FileReport], now: datetime) -> None:
    known = intake.known_customers(connection, {staged.row["customer_id"] for staged in chunk})
    good = [staged for staged in chunk if staged.row["customer_id"] in known]
    for staged in chunk:
        if staged.row["customer_id"] not in known:
            _refuse(staged, files, f"There is no customer {staged.row['customer_id']}.")
    _count(
        good, files, intake.save_contacts(connection, [staged.row for staged in good]), ("customer_id", "at", "topic")
    )


def _synonyms(connection: Connection, chunk: Sequence[Staged], files: Sequence[FileReport], now: datetime) -> None:
    _count(chunk, files, intake.save_synonyms(connection, [staged.row for staged in chunk]), ("word", "means"))


def _refuse(staged: Staged, files: Sequence[FileReport], reason: str) -> None:
    files[staged.file].refuse(staged.line, reason)


def _count(good: Sequence[Staged], files: Sequence[FileReport], changed: set[tuple[Any, ...]], key: Names) -> None:
    for staged in good:
        files[staged.file].kept += 1
        files[staged.file].changed += tuple(staged.row[name] for name in key) in changed


_KEEP: dict[str, Keep] = {
    "products": _products,
    "relations": _relations,
    "discounts": keeping_prices.keep_discounts,
    "tiers": keeping_prices.keep_tiers,
    "bundles": keeping_prices.keep_bundles,
    "customers": _customers,
    "orders": _orders,
    "returns": _returns,
    "service_contacts": _contacts,
    "synonyms": _synonyms,
}
