"""How the sample shop's customers buy: devices when they are needed, what goes with them then or later, refills.

Everything random comes from the `Random` that is passed in; what goes with what comes from `relations.csv` alone.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from sample_shop.people import Person

Row = Mapping[str, str]
SAME_ORDER = {"complement": 0.17, "bundle": 0.22, "service": 0.06, "refill": 0.14, "partner": 0.05}
ESSENTIAL_SAME_ORDER = 0.72
LATER = {"complement": 0.08, "service": 0.03, "partner": 0.03}
KEEPS_REFILLING = 0.72
LAUNCHED_DAYS_BEFORE_END = {"AUR-X2": 400, "HAU-BELL": 300, "PLA-H2D": 500}
PULL = {"phones": 3.0, "cameras": 2.5, "laptops": 2.2, "coffee-machines": 1.8, "smart-sensors": 0.5, "smart-hubs": 0.5}
SUMMER = {"air-conditioners": 6.0, "fans": 5.0, "air-purifiers": 1.6, "tvs": 0.8}
CHRISTMAS = {"consoles": 3.2, "cameras": 2.2, "headphones": 2.4, "e-readers": 2.6, "phones": 1.8, "smart-hubs": 1.8}
NEEDS = {"regular": 1.9, "business": 3.4, "tired": 2.6, "returner": 4.0, "costly": 2.2}
LOOSE = {"regular": 2.5, "business": 3.0, "tired": 2.2, "returner": 4.0, "costly": 2.0}


@dataclass
class Shelf:
    """The catalogue as the habits need it: devices with their pull, and what follows from each."""

    products: Mapping[str, Row]
    follows: Mapping[str, list[Row]]
    pull: Mapping[str, float]
    devices: list[str]
    small_things: list[str]


@dataclass
class Purchase:
    """One order in the making: the day and how many of which sku."""

    person: Person
    day: date
    lines: dict[str, int] = field(default_factory=dict)


def stock_shelf(products: list[Row], relations: list[Row], random: Random) -> Shelf:
    """Arrange products and relations; a product's pull falls with its price and is steady over the whole history."""
    by_sku = {row["sku"]: row for row in products}
    follows: dict[str, list[Row]] = defaultdict(list)
    for row in relations:
        if row["kind"] in ("upgrade", "alternative"):
            continue
        source = row["source_sku"]
        sources = [source] if source in by_sku else [s for s in by_sku if f"category:{by_sku[s]['category']}" == source]
        for sku in sources:
            follows[sku].append(row)
    pull = {
        sku: PULL.get(row["category"], 1.0) * random.lognormvariate(0, 0.6) / float(row["price"]) ** 0.55
        for sku, row in by_sku.items()
    }
    goods = [sku for sku, row in by_sku.items() if row["kind"] != "service"]
    wanted = [sku for sku in goods if len(follows[sku]) >= 3 and by_sku[sku]["kind"] == "good"]
    small = [sku for sku in goods if sku not in set(wanted)]
    return Shelf(by_sku, follows, pull, wanted, small)


def buy(person: Person, shelf: Shelf, end: date, random: Random) -> Iterator[Purchase]:
    """Yield everything the person buys before `end`, in no particular order."""
    stops = end - timedelta(days=270) if person.habit == "tired" else end
    if person.habit == "returner":
        stops = end - timedelta(days=45)
    days = (stops - person.joined).days
    if days < 2:
        return
    share = min(1.0, 0.35 + days / 730)
    first = True
    for _ in range(_count(random, NEEDS[person.habit] * share) or int(first)):
        day = person.joined if first else _a_day(random, person.joined, days)
        first = False
        device = _choose(random, shelf, shelf.devices, day, end)
        yield from _buy_device(Purchase(person, day, {device: _quantity(person, random)}), device, shelf, stops, random)
    for _ in range(_count(random, LOOSE[person.habit] * share)):
        day = _a_day(random, person.joined, days)
        yield Purchase(person, day, {_choose(random, shelf, shelf.small_things, day, end): 1})


def _buy_device(order: Purchase, device: str, shelf: Shelf, end: date, random: Random) -> Iterator[Purchase]:
    returner = order.person.habit == "returner"
    installation = shelf.products[device]["installation"]
    if installation:
        order.lines[installation] = 1
    taken = {shelf.products[sku]["category"] for sku in order.lines}
    refills: list[Row] = []
    later: list[tuple[date, str]] = []
    for row in random.sample(shelf.follows[device], len(shelf.follows[device])):
        sku = row["target_sku"]
        category = shelf.products[sku]["category"]
        if sku == installation or (returner and shelf.products[sku]["kind"] == "service"):
            continue
        if shelf.products[sku]["kind"] == "refill":
            refills.append(row)
        if category in taken:
            continue
        chance = ESSENTIAL_SAME_ORDER if row["essential"] == "yes" else SAME_ORDER[row["kind"]]
        if row["after_days"]:
            chance *= 0.4
        if random.random() < chance:
            order.lines[sku] = order.lines[device] if shelf.products[sku]["kind"] == "good" else 1
            taken.add(category)
        elif random.random() < LATER.get(row["kind"], 0.0):
            later.append((order.day + timedelta(days=_delay(row, random)), sku))
            taken.add(category)
    yield order
    yield from (Purchase(order.person, day, {sku: 1}) for day, sku in later if day < end)
    yield from _refill(order, refills, shelf, end, random)


def _refill(order: Purchase, rows: list[Row], shelf: Shelf, end: date, random: Random) -> Iterator[Purchase]:
    """Refills come back at about their period until the habit ends; some people never begin."""
    categories: set[str] = set()
    for row in rows:
        product = shelf.products[row["target_sku"]]
        if product["category"] in categories or random.random() > 0.5:
            continue
        categories.add(product["category"])
        period = float(product["reorder_days"])
        day = order.day + timedelta(days=int(float(row["after_days"] or period) * random.lognormvariate(0, 0.2)) + 1)
        while day < end:
            yield Purchase(order.person, day, {row["target_sku"]: 1})
            if random.random() > KEEPS_REFILLING:
                break
            day += timedelta(days=max(7, int(period * random.lognormvariate(0, 0.2))))


def _choose(random: Random, shelf: Shelf, skus: list[str], day: date, end: date) -> str:
    while True:
        (sku,) = random.choices(skus, [shelf.pull[sku] for sku in skus])
        age = (end - day).days
        if any(mark in sku and age > days for mark, days in LAUNCHED_DAYS_BEFORE_END.items()):
            continue
        season = CHRISTMAS if day.month in (11, 12) else SUMMER if day.month in (5, 6, 7, 8) else {}
        top = max(season.values(), default=1.0)
        if random.random() < season.get(shelf.products[sku]["category"], 1.0) / top:
            return sku


def _a_day(random: Random, first: date, days: int) -> date:
    """A day after `first`; the weeks before Christmas are twice as likely, Saturdays and Sundays a little."""
    while True:
        day = first + timedelta(days=random.randrange(1, days))
        weight = 1.0 if (day.month, day.day) >= (11, 20) and (day.month, day.day) <= (12, 21) else 0.5
        if random.random() < weight * (1.0 if day.weekday() >= 5 else 0.85):
            return day


def _delay(row: Row, random: Random) -> int:
    usual = float(row["after_days"] or 24)
    return 1 + int(usual * random.lognormvariate(0, 0.5))


def _quantity(person: Person, random: Random) -> int:
    return random.choice((2, 3, 4, 5, 8)) if person.habit == "business" and random.random() < 0.5 else 1


def _count(random: Random, mean: float) -> int:
    """A heavy-tailed count around `mean`: most people buy little, a few a lot."""
    level = mean * random.gammavariate(1.8, 1 / 1.8)
    count, edge = 0, random.expovariate(1.0)
    while edge < level:
        count, edge = count + 1, edge + random.expovariate(1.0)
    return count
