"""Writing what changes prices; what would sell below the margin floor is refused before it can (R51)."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from itertools import groupby

from sqlalchemy import Connection

import bootstrap
from database import intake
from database.product_rows import read_products
from jobs.intake.report import FileReport
from jobs.intake.staging import Staged
from sales.catalogue import Product
from sales.pricing import CATEGORY, Bundle, allowed, keeps_floor, less

Files = Sequence[FileReport]


def keep_discounts(connection: Connection, chunk: Sequence[Staged], files: Files, now: datetime) -> None:
    """Keep the discounts whose target exists and stays above the floor; a category's are held there at each sale."""
    targets = {staged.row["target"] for staged in chunk}
    named = {target.removeprefix(CATEGORY) for target in targets if target.startswith(CATEGORY)}
    categories = intake.known_categories(connection, named)
    known = read_products(connection, sorted(targets))
    good = []
    for staged in chunk:
        target, percent = staged.row["target"], staged.row["percent"]
        product = known.get(target)
        if product is None and target.removeprefix(CATEGORY) not in categories:
            _refuse(staged, files, f"There is no product or category {target.removeprefix(CATEGORY)}.")
        elif product and not _above(product, less(product.price, percent)):
            _refuse(staged, files, f"{percent.normalize():f} % off would sell {target} below the margin floor.")
        else:
            good.append(staged)
    _told(good, files, intake.save_discounts(connection, [staged.row for staged in good]), ("code", "target"))


def keep_tiers(connection: Connection, chunk: Sequence[Staged], files: Files, now: datetime) -> None:
    """Keep the quantity prices of known products that are lower than the price and above the floor."""
    known = read_products(connection, sorted({staged.row["sku"] for staged in chunk}))
    good = []
    for staged in chunk:
        product, price = known.get(staged.row["sku"]), staged.row["unit_price"]
        if product is None:
            _refuse(staged, files, f"There is no product {staged.row['sku']}.")
        elif price >= product.price:
            _refuse(staged, files, f"{price} each is not less than the price of one, {product.price}.")
        elif not _above(product, price):
            _refuse(staged, files, f"{price} each would sell {product.sku} below the margin floor.")
        else:
            good.append(staged)
    _told(good, files, intake.save_tiers(connection, [staged.row for staged in good]), ("sku", "from_quantity"))


def keep_bundles(connection: Connection, chunk: Sequence[Staged], files: Files, now: datetime) -> None:
    """Keep whole bundles only: of known products, two or more pieces, above the floor together."""
    known = read_products(connection, sorted({staged.row["sku"] for staged in chunk}))
    for code, rows in groupby(chunk, key=lambda staged: staged.row["bundle"]):
        group = sorted(rows, key=lambda staged: (staged.file, staged.line))
        bundle = _bundle(code, group)
        why = _why_not(bundle, known)
        for staged in group if why else ():
            _refuse(staged, files, why)
        if not why:
            changed = (
                {(bundle.code, sku) for sku, _ in bundle.pieces} if intake.save_bundle(connection, bundle) else set()
            )
            _told(group, files, changed, ("bundle", "sku"))


def _bundle(code: str, group: Sequence[Staged]) -> Bundle:
    first = group[0].row
    pieces = tuple(sorted((staged.row["sku"], staged.row["quantity"]) for staged in group))
    return Bundle(code, first["name"], first["percent"], pieces, first["reason"])


def _why_not(bundle: Bundle, known: dict[str, Product]) -> str:
    missing = [sku for sku, _ in bundle.pieces if sku not in known]
    if missing:
        return f"There is no product {missing[0]}."
    if sum(count for _, count in bundle.pieces) < 2:
        return f"The bundle {bundle.code} is a single piece."
    prices = {sku: known[sku].price for sku, _ in bundle.pieces}
    if not allowed(bundle, known, prices, bootstrap.limits().margin_floor):
        return f"{bundle.percent.normalize():f} % off would sell the bundle {bundle.code} below the margin floor."
    return ""


def _above(product: Product, price: Decimal) -> bool:
    return keeps_floor(price, product.cost, bootstrap.limits().margin_floor)


def _refuse(staged: Staged, files: Files, reason: str) -> None:
    files[staged.file].refuse(staged.line, reason)


def _told(good: Sequence[Staged], files: Files, changed: set[tuple[object, ...]], key: tuple[str, ...]) -> None:
    for staged in good:
        files[staged.file].kept += 1
        files[staged.file].changed += tuple(staged.row[name] for name in key) in changed
