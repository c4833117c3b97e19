"""Our own files: one function a kind, from cells to the row that the database keeps."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from jobs.intake.values import RowError, count, moment, money, words, yes_or_no
from sales.catalogue import ProductKind, RelationKind

Cells = Mapping[str, str]
Row = dict[str, Any]
_STATUSES = ("placed", "shipped", "delivered", "late", "cancelled")


@dataclass
class Context:
    """What a file's rows share: its decimal mark, the shop's currency, and where to say something to the shop."""

    mark: str
    currency: str
    note: Callable[[str], None]


def product(cells: Cells, context: Context) -> Row:
    """A row of products.csv; sku, name and price are needed."""
    price = _price(cells.get("price", ""), context)
    cost = cells.get("cost", "")
    return {
        "sku": key(cells, "sku", 80),
        "name": _needed(cells, "name", 300),
        "brand": words(cells.get("brand", ""), "brand", 120),
        "category": words(cells.get("category", ""), "category", 120),
        "kind": _one_of(cells.get("kind", "") or "good", "kind", [kind.value for kind in ProductKind]),
        "price": price,
        "cost": money(cost, context.mark, "cost") if cost else None,
        "currency": _currency(cells.get("currency", "") or context.currency),
        "stock": stock(cells.get("stock", ""), context),
        "description": words(cells.get("description", ""), "description", 20_000),
        "benefits": [part.strip() for part in cells.get("benefits", "").split("|") if part.strip()],
        "attributes": attributes(cells.get("attributes", "")),
        "image": words(cells.get("image", ""), "image", 500),
        "url": words(cells.get("url", ""), "url", 500),
        "regulated": yes_or_no(cells.get("regulated", ""), "field regulated"),
        "partner": words(cells.get("partner", ""), "partner", 120) or None,
        "reorder_days": _maybe_days(cells.get("reorder_days", ""), "reorder_days"),
        "installation": words(cells.get("installation", ""), "installation", 80) or None,
        "active": yes_or_no(cells.get("active", "") or "yes", "field active"),
    }


def relation(cells: Cells, context: Context) -> Row:
    """A row of relations.csv; the source is a SKU or `category:<name>`."""
    source, target = key(cells, "source_sku", 130), key(cells, "target_sku", 80)
    if source == target:
        raise RowError(f"{source} cannot go with itself.")
    kind = _one_of(cells.get("kind", ""), "kind", [kind.value for kind in RelationKind])
    return {
        "source": source,
        "kind": kind,
        "target": target,
        "origin": "partner" if kind == "partner" else "curated",
        "essential": yes_or_no(cells.get("essential", ""), "field essential"),
        "after_days": _maybe_days(cells.get("after_days", ""), "after_days"),
        "score": _strength(cells.get("strength", "") or "1"),
        "reason": words(cells.get("reason", ""), "reason", 300),
        "evidence": {"source": words(cells.get("evidence", ""), "evidence", 300)},
    }


def customer(cells: Cells, context: Context) -> Row:
    """A row of customers.csv."""
    created = cells.get("created_at", "")
    return {
        "id": key(cells, "customer_id", 80),
        "name": words(cells.get("name", ""), "name", 200),
        "email": email(_needed(cells, "email", 320)),
        "locale": words(cells.get("locale", ""), "locale", 20) or "en",
        "marketing_consent": yes_or_no(cells.get("marketing_consent", ""), "field marketing_consent"),
        "created_at": moment(created, "created_at") if created else None,
    }


def order_line(cells: Cells, context: Context) -> Row:
    """A row of orders.csv: one item of an order; without `unit_price` the product's price is taken later."""
    price, delivery, mail = cells.get("unit_price", ""), cells.get("delivery_date", ""), cells.get("email", "")
    return {
        "order_number": key(cells, "order_number", 40),
        "placed_at": moment(_needed(cells, "date", 40), "date"),
        "customer_id": words(cells.get("customer_id", ""), "customer_id", 80) or None,
        "email": email(mail) if mail else "",
        "status": _one_of(cells.get("status", "") or "delivered", "status", list(_STATUSES)),
        "delivery_on": moment(delivery, "delivery_date") if delivery else None,
        "currency": _currency(cells.get("currency", "") or context.currency),
        "sku": key(cells, "sku", 80),
        "quantity": count(_needed(cells, "quantity", 20), "quantity", least=1, most=100_000),
        "unit_price": money(price, context.mark, "unit_price") if price else None,
    }


def returned(cells: Cells, context: Context) -> Row:
    """A row of returns.csv."""
    return {
        "order_number": key(cells, "order_number", 40),
        "sku": key(cells, "sku", 80),
        "quantity": count(_needed(cells, "quantity", 20), "quantity", least=1, most=100_000),
        "returned_at": moment(_needed(cells, "date", 40), "date"),
        "reason": words(cells.get("reason", ""), "reason", 300),
    }


def contact(cells: Cells, context: Context) -> Row:
    """A row of service_contacts.csv."""
    return {
        "customer_id": key(cells, "customer_id", 80),
        "at": moment(_needed(cells, "date", 40), "date"),
        "topic": words(cells.get("topic", ""), "topic", 120),
        "minutes": count(_needed(cells, "minutes", 20), "minutes", most=100_000),
        "order_number": words(cells.get("order_number", ""), "order_number", 40) or None,
    }


def synonym(cells: Cells, context: Context) -> Row:
    """A row of synonyms.csv; an empty meaning marks a word that says nothing about a product."""
    return {"word": key(cells, "word", 120), "means": words(cells.get("means", ""), "means", 120)}


def key(cells: Cells, column: str, most: int) -> str:
    """A cell that names something: needed, without spaces at its ends or control characters in it."""
    found = _needed(cells, column, most)
    if not found.isprintable():
        raise RowError(f"The {column} has characters that cannot be printed.")
    return found


def stock(text: str, context: Context) -> int | None:
    """Pieces in stock; empty means it cannot run out, less than none counts as none and is noted."""
    if not text:
        return None
    pieces = count(text, "stock", least=-1_000_000_000)
    if pieces < 0:
        context.note("The stock was below zero and is kept as 0.")
    return max(0, pieces)


def attributes(text: str) -> dict[str, list[str]]:
    """`key=value; key=a/b` as lists of values by key."""
    found: dict[str, list[str]] = {}
    for part in filter(None, (part.strip() for part in text.split(";"))):
        name, equals, values = part.partition("=")
        if not equals or not name.strip():
            raise RowError(f"The attribute {part[:40]!r} is not written as key=value.")
        found[name.strip()] = [value.strip() for value in values.split("/") if value.strip()]
    return found


def email(text: str) -> str:
    """The address as written, where it can be one."""
    name, at, domain = text.strip().rpartition("@")
    if not at or not name or "." not in domain or len(text.split()) != 1:
        raise RowError(f"{text[:60]!r} is not an e-mail address.")
    return text.strip()


def _price(text: str, context: Context) -> Any:
    if not text:
        raise RowError("The price is missing.")
    price = money(text, context.mark, "price")
    if not price:
        raise RowError("The price is 0.")
    return price


def _needed(cells: Cells, column: str, most: int) -> str:
    found = words(cells.get(column, ""), column, most)
    if not found:
        raise RowError(f"The {column} is missing.")
    return found


def _one_of(text: str, what: str, known: list[str]) -> str:
    if text.casefold() not in known:
        raise RowError(f"The {what} {text[:40]!r} is not one of {', '.join(known)}.")
    return text.casefold()


def _strength(text: str) -> float:
    found = re.fullmatch(r"0*([01])(?:[.,](\d{1,4}))?", text)
    strength = float(f"{found[1]}.{found[2] or 0}") if found else 2.0
    if strength > 1.0:
        raise RowError(f"The strength {text[:40]!r} is not a number from 0 to 1.")
    return strength


def _currency(text: str) -> str:
    if len(text) != 3 or not text.isascii() or not text.isalpha():
        raise RowError(f"The currency {text[:40]!r} is not a code of three letters.")
    return text.upper()


def _maybe_days(text: str, what: str) -> int | None:
    return count(text, what, least=1, most=36_500) if text else None
