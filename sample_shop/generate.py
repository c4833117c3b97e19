"""Make up the sample shop's customers, orders, returns and service contacts as CSV, the same for the same seed.

    python -m sample_shop.generate --out DIR [--seed 7] [--until 2026-11-01] [--customers 3600]

Orders run over the 24 months before `--until` and are numbered from 1001 by time. The structure, on purpose:

- A customer needs a device now and then; around Christmas more consoles, readers and cameras, in summer air
  conditioners. Popularity falls with the price and is uneven, a few things sell a lot.
- What goes with a device is bought with it, or some weeks later; only along `relations.csv`, so it always fits.
  What is essential comes along in about 7 of 10 orders, a single complement in about 1 of 8.
- Refills come back at about their `reorder_days` until the habit ends.
- Of 100 customers about 86 are regular, 5 are tired (no order for nine months, no consent to mail), 4 are
  businesses that buy several, 3 cost more service than they bring, 2 return at least nine tenths of what they buy.
- The newest orders are still placed or shipped, some of the last fortnight are late, about 1 in 50 is cancelled.
"""

import argparse
import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random

from sample_shop.habits import Purchase, Row, buy, stock_shelf
from sample_shop.people import Person, make_people, pick

HERE = Path(__file__).parent
FIRST_NUMBER = 1001
MONTHS_AS_DAYS = 730
RETURN_RATE = {"good": 0.055, "refill": 0.008, "service": 0.0}
RETURN_REASONS = (("changed my mind", 40), ("does not fit", 22), ("defective", 20), ("not as described", 18))
TOPICS = (("delivery", 34), ("how to use", 22), ("return", 18), ("invoice", 10), ("warranty", 10), ("complaint", 6))


@dataclass(frozen=True)
class Order:
    """A numbered order with its lines as (sku, quantity, unit price)."""

    number: int
    person: Person
    placed: datetime
    delivery: date
    status: str
    lines: tuple[tuple[str, int, Decimal], ...]


def generate(out: Path, *, seed: int = 7, until: date = date(2026, 11, 1), customers: int = 3600) -> dict[str, int]:
    """Write customers.csv, orders.csv, returns.csv and service_contacts.csv into `out`; answer rows per file."""
    random = Random(seed)
    products, relations = _read("products.csv"), _read("relations.csv")
    shelf = stock_shelf(products, relations, random)
    people = make_people(random, customers, until - timedelta(days=MONTHS_AS_DAYS), until - timedelta(days=5))
    bought = [purchase for person in people for purchase in buy(person, shelf, until, random)]
    orders = _number(bought, shelf.products, until, random)
    returns = list(_return(orders, shelf.products, until, random))
    contacts = list(_contact(orders, until, random))
    out.mkdir(parents=True, exist_ok=True)
    return {
        "customers.csv": _write(out / "customers.csv", CUSTOMERS, (_customer(person) for person in people)),
        "orders.csv": _write(out / "orders.csv", ORDERS, (row for order in orders for row in _order_rows(order))),
        "returns.csv": _write(out / "returns.csv", RETURNS, returns),
        "service_contacts.csv": _write(out / "service_contacts.csv", CONTACTS, contacts),
    }


CUSTOMERS = ("customer_id", "name", "email", "locale", "marketing_consent", "created_at")
ORDERS = (
    *("order_number", "date", "customer_id", "email", "status"),
    *("sku", "quantity", "unit_price", "delivery_date"),
)
RETURNS = ("order_number", "sku", "quantity", "date", "reason")
CONTACTS = ("customer_id", "date", "topic", "minutes", "order_number")


def _number(bought: list[Purchase], products: Mapping[str, Row], until: date, random: Random) -> list[Order]:
    timed = sorted(
        ((datetime.combine(purchase.day, _hour(random)), index) for index, purchase in enumerate(bought)),
    )
    orders = []
    for number, (placed, index) in enumerate(timed, FIRST_NUMBER):
        purchase = bought[index]
        lines = tuple((sku, many, _price(products[sku], purchase.day)) for sku, many in purchase.lines.items())
        status, delivery = _delivery(purchase, until, random)
        orders.append(Order(number, purchase.person, placed, delivery, status, lines))
    return orders


def _hour(random: Random) -> time:
    return time(min(23, max(0, int(random.gauss(16, 4)))), random.randrange(60), random.randrange(60))


def _price(product: Row, day: date) -> Decimal:
    """The price of that day: a tenth off in the last week of November, else the list price."""
    price = Decimal(product["price"])
    sale = day.month == 11 and day.day >= 23 and product["kind"] == "good"
    return (price * Decimal("0.9")).quantize(Decimal("0.01")) if sale else price


def _delivery(purchase: Purchase, until: date, random: Random) -> tuple[str, date]:
    """Status and delivery day: the promised one while it is under way, the actual one once delivered."""
    promised = purchase.day + timedelta(days=random.choice((2, 2, 3, 3, 4)))
    age = (until - purchase.day).days
    if purchase.person.habit != "returner" and random.random() < 0.02:
        return "cancelled", promised
    if age <= 1:
        return "placed", promised
    if promised >= until:
        return "shipped", promised
    if age <= 14 and random.random() < 0.12:
        return "late", promised
    slip = random.choice((3, 5, 8)) if age > 14 and random.random() < 0.04 else 0
    return "delivered", promised + timedelta(days=slip)


def _return(
    orders: Iterable[Order], products: Mapping[str, Row], until: date, random: Random
) -> Iterable[Sequence[object]]:
    kept: dict[str, int] = {}
    seen: dict[str, int] = {}
    for order in orders:
        if order.status != "delivered":
            continue
        for sku, many, _ in order.lines:
            person = order.person
            chance = RETURN_RATE[products[sku]["kind"]]
            if person.habit == "returner":
                seen[person.id] = seen.get(person.id, 0) + 1
                keeps = random.random() < 0.3 and kept.get(person.id, 0) + 1 <= seen[person.id] / 10
                kept[person.id] = kept.get(person.id, 0) + int(keeps)
                chance = 0.0 if keeps else 1.0
            back = order.delivery + timedelta(days=random.randrange(2, 25))
            if random.random() < chance and back < until:
                yield order.number, sku, many, back, pick(random, RETURN_REASONS)


def _contact(orders: Iterable[Order], until: date, random: Random) -> Iterable[Sequence[object]]:
    for order in orders:
        late = order.status == "late" or (order.delivery - order.placed.date()).days > 4
        if order.person.habit == "costly":
            times = random.randrange(3, 8)
        else:
            times = int(random.random() < (0.55 if late else 0.06))
        for _ in range(times):
            day = min(order.delivery + timedelta(days=random.randrange(0, 40)), until - timedelta(days=1))
            minutes = random.randrange(15, 46) if order.person.habit == "costly" else random.randrange(3, 16)
            topic = "delivery" if late and times == 1 else pick(random, TOPICS)
            if day >= order.placed.date():
                at = datetime.combine(day, _hour(random)).isoformat(" ")
                yield order.person.id, at, topic, minutes, order.number


def _customer(person: Person) -> Sequence[object]:
    consent = "yes" if person.consent else "no"
    return person.id, person.name, person.email, person.locale, consent, person.joined


def _order_rows(order: Order) -> Iterable[Sequence[object]]:
    head = (order.number, order.placed.isoformat(" "), order.person.id, order.person.email, order.status)
    return ((*head, *line, order.delivery) for line in order.lines)


def _read(name: str) -> list[Row]:
    with (HERE / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _write(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> int:
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines, lineterminator="\n")
        writer.writerow(header)
        written = 0
        for row in rows:
            writer.writerow(row)
            written += 1
    return written


def main() -> None:
    """Read the command line and say how many rows were written."""
    parser = argparse.ArgumentParser(description="Make up the sample shop's history.")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--until", type=date.fromisoformat, default=date(2026, 11, 1))
    parser.add_argument("--customers", type=int, default=3600)
    options = parser.parse_args()
    counts = generate(options.out, seed=options.seed, until=options.until, customers=options.customers)
    for name, rows in counts.items():
        print(f"{rows:7} rows in {options.out / name}")


if __name__ == "__main__":
    main()
