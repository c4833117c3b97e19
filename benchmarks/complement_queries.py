"""`make bench-complement-queries`: how long "what goes with this cart" takes from the database, at N products.

    make bench-complement-queries ARGS="--products 1000000"
    make bench-complement-queries ARGS="--products 1000000 --database postgresql+psycopg://…"

A generated shop: every product in one of a thousand categories with sixteen relations of its own. Each question is a
cart of one to three products: the relations are read, their targets loaded, the candidates ranked and judged by every
rule; the answer is the decision that a customer would get. `goeswith-reading` is the part of it that reads from the
database. The peer reads the same relations by plain SQL with no judgement at all, which is the floor.

PostgreSQL is vacuumed after filling, as it does by itself a minute later; what was filled in is written to disk before
the first question.
"""

import argparse
import os
import shlex
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from random import Random

from sqlalchemy import JSON, Engine, Integer, String, cast, func, insert, literal, select, text, true, union_all

import bootstrap
from benchmarks.report import command_line, peak_mb, percentile, publish
from database.session import migrate, open_engine, reading, writing
from database.tables import products, relations
from sales.advisor import decide
from sales.basket import Basket, Line
from sales.complements import candidates
from sales.ports import Store
from sales.situation import Moment, Situation

RELATIONS = 16
_CATEGORIES = 1000
_AT_ONCE = 20_000
_COLUMNS = ("source", "kind", "target", "origin", "essential", "reason", "evidence", "score", "state")
NOW = datetime(2026, 11, 21, tzinfo=UTC)


def main() -> None:
    """Generate the shop, ask, print the table, write the JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--products", type=int, default=100_000)
    parser.add_argument("--questions", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--database", help="postgresql+psycopg://… of an empty database; SQLite where it is left out")
    parser.add_argument("--out", default=os.environ.get("OUT"))
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        engine = open_engine(arguments.database or f"sqlite:///{Path(folder) / 'shop.db'}")
        migrate(engine)
        began = time.perf_counter()
        fill(engine, arguments.products, Random(arguments.seed))
        filled = time.perf_counter() - began
        os.sync()
        store = bootstrap.build_store(engine)
        carts = list(_carts(arguments.products, arguments.questions, Random(arguments.seed + 1)))
        rows = [
            _row("goeswith", _timed(carts, lambda cart: ask(store, cart))),
            _row("goeswith-reading", _timed(carts, store.catalogue.shelf)),
            _row("plain-sql", _timed(carts, lambda cart: read_only(engine, cart))),
        ]
        rows[0]["peak_mb"] = peak_mb()
        buffers = _buffers(engine)
        engine.dispose()
    data = {"products": arguments.products, "relations_each": RELATIONS, "questions": arguments.questions}
    data |= buffers | {"database": engine.dialect.name, "seed": arguments.seed, "filled_in_seconds": round(filled, 1)}
    command = command_line("benchmarks.complement_queries")
    if arguments.database:
        command = command.replace(shlex.quote(arguments.database), "postgresql+psycopg://…")
    publish(
        f"complement-queries{'' if arguments.database is None else f'-{engine.dialect.name}'}",
        rows,
        command=command,
        data=data,
        out=arguments.out,
    )


def ask(store: Store, cart: tuple[str, ...]) -> bool:
    """What a customer with this cart would be offered; says whether anything was."""
    shelf = store.catalogue.shelf(cart)
    basket = Basket(tuple(Line(sku) for sku in cart))
    situation = Situation("bench", NOW, Moment.CART, cart, basket, shelf.products)
    return decide(situation, candidates(situation, shelf.relations, shelf.products, shelf.rules)).offer is not None


def read_only(engine: Engine, cart: tuple[str, ...]) -> int:
    """The peer: the targets of the cart's relations with their prices, by one join; how many there are."""
    names = {f"sku{place}": sku for place, sku in enumerate(cart)}
    question = (
        "SELECT r.target, r.score, p.name, p.price, p.stock FROM relations r JOIN products p ON p.sku = r.target "
        f"WHERE r.source IN ({', '.join(f':{name}' for name in names)}) ORDER BY r.score DESC"
    )
    with reading(engine) as connection:
        return len(connection.execute(text(question), names).all())


def fill(engine: Engine, count: int, random: Random) -> None:
    """Write `count` products, and have the database make up each one's relations to sixteen others."""
    for start in range(0, count, _AT_ONCE):
        numbers = range(start, min(count, start + _AT_ONCE))
        with writing(engine) as connection:
            connection.execute(insert(products), [_product(number, random) for number in numbers])
    steps = union_all(*(select(literal(step).label("step")) for step in _steps(count, random))).subquery()
    number = cast(func.substr(products.c.sku, 2), Integer)
    chosen = select(
        products.c.sku,
        literal("complement"),
        literal("P").concat(cast((number + steps.c.step) % count, String)),
        literal("mined"),
        literal(False),
        literal(""),
        literal({"together": 40, "out_of": 100}, JSON),
        (number * 31 + steps.c.step) % 1000 / literal(1000.0),
        literal("live"),
    )
    # In the order of the index: written anywhere else, a million products take an hour.
    ordered = chosen.select_from(products).join(steps, true()).order_by(products.c.sku)
    with writing(engine) as connection:
        connection.execute(insert(relations).from_select(_COLUMNS, ordered, include_defaults=False))
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE" if engine.dialect.name == "sqlite" else "VACUUM ANALYZE"))


def _steps(count: int, random: Random) -> list[int]:
    return sorted(random.sample(range(1, count), RELATIONS))


def _product(number: int, random: Random) -> dict[str, object]:
    price = Decimal(random.randrange(500, 90_000)) / 100
    return {
        "sku": f"P{number}",
        "name": f"Product {number}",
        "brand": f"Brand {number % 97}",
        "category": f"category-{number % _CATEGORIES}",
        "price": price,
        "cost": price / 2,
        "stock": random.randrange(0, 20),
        "benefits": ["does what it should"],
        "attributes": {},
    }


def _carts(count: int, questions: int, random: Random) -> Iterator[tuple[str, ...]]:
    for _ in range(questions):
        yield tuple(f"P{number}" for number in random.sample(range(count), random.randint(1, 3)))


def _timed(carts: list[tuple[str, ...]], answer: Callable[[tuple[str, ...]], object]) -> list[float]:
    for cart in carts[:50]:
        answer(cart)
    times = []
    for cart in carts:
        began = time.perf_counter()
        answer(cart)
        times.append((time.perf_counter() - began) * 1000)
    return times


def _buffers(engine: Engine) -> dict[str, str]:
    """What a server was given to keep pages in."""
    if engine.dialect.name == "sqlite":
        return {}
    with reading(engine) as connection:
        return {"shared_buffers": str(connection.scalar(text("SHOW shared_buffers")))}


def _row(name: str, times: list[float]) -> dict[str, object]:
    figures = {f"p{percent}_ms": round(percentile(times, percent), 2) for percent in (50, 95, 99)}
    return {"name": name, **figures, "per_second": round(1000 * len(times) / sum(times), 1)}


if __name__ == "__main__":
    main()
