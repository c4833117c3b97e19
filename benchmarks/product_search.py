"""Product search: right answers on the sample shop, and time per search among 100,000 products.

The peer is what the database brings by itself: FTS5 with Porter stemming, every word optional, ranked by BM25.
The large catalogue repeats the sample shop's products under made-up brands and model names; its vectors are those of
the sample products with seeded noise. Run: make bench-product-search
"""

import argparse
import asyncio
import random
import re
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
from sqlalchemy import Engine, insert, select, text

from benchmarks.encoder import EncoderAssistant, Vector, encode
from benchmarks.report import command_line, peak_mb, percentile, publish
from database.intake import save_products
from database.search import Search, set_synonyms
from database.session import migrate, open_engine, reading, writing
from database.tables import product_vectors, products
from jobs.index_products import index_new_products
from sales.ports import Query
from tests.database.shop import Case, cases, sample_synonyms, stock_sample_shop

SEED = 11
_SYLLABLES = ("ka", "vo", "ri", "ta", "mo", "ne", "lu", "si", "pra", "del", "tor", "mi", "zan", "fe", "gro", "bel")
_AT_ONCE = 5000
_NOT_FOUND = 99
_PLAIN = text("SELECT sku, category FROM plain_text WHERE plain_text MATCH :words ORDER BY rank LIMIT :limit")
Found = tuple[str, str]
Find = Callable[[Query], Sequence[Found]]
Vectors = Mapping[str, Vector]


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure both and write the report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--products", type=int, default=100_000)
    parser.add_argument("--out")
    chosen = parser.parse_args(arguments)
    known = cases()
    vectors = dict(zip((case.text for case in known), encode([case.text for case in known]), strict=True))
    with tempfile.TemporaryDirectory() as folder:
        small = _open(Path(folder) / "small.db")
        stock_sample_shop(small, datetime.now(UTC))
        asyncio.run(index_new_products(small, EncoderAssistant()))  # type: ignore[arg-type]
        rows = [_quality(name, find, known, vectors) for name, find in _finders(small)]
        large = _open(Path(folder) / "large.db")
        started = time.perf_counter()
        _multiply(small, large, chosen.products)
        filled = time.perf_counter() - started
        set_synonyms(large, sample_synonyms())
        asked = _searches(known, vectors)
        rows += [_speed(name, find, asked) for name, find in _finders(large)]
    data = {
        "cases": len(known),
        "by_words": sum(case.found_by == "words" for case in known),
        "products": chosen.products,
        "searches": len(asked),
        "seconds_to_fill": round(filled, 1),
        "seed": SEED,
        "split": "nothing is trained; the ranking's constants were chosen on the cases that are not marked unseen",
    }
    publish(
        "product-search", rows, command=command_line("benchmarks.product_search", arguments), data=data, out=chosen.out
    )


def _open(path: Path) -> Engine:
    engine = open_engine(f"sqlite:///{path}")
    migrate(engine)
    return engine


def _finders(engine: Engine) -> list[tuple[str, Find]]:
    search = Search(engine)
    _index_plainly(engine)

    def by_both(query: Query) -> list[Found]:
        return [(hit.product.sku, hit.product.category) for hit in search.find(query)]

    def by_words(query: Query) -> list[Found]:
        return by_both(replace(query, vector=None))

    def plainly(query: Query) -> list[Found]:
        words = re.findall(r"\w+", query.text)
        if not words:
            return []
        asked = {"words": " OR ".join(f'"{word}"' for word in words), "limit": query.limit}
        with reading(engine) as connection:
            return [(row.sku, row.category) for row in connection.execute(_PLAIN, asked)]

    return [("goeswith, words", by_words), ("goeswith, words and meaning", by_both), ("FTS5 BM25", plainly)]


def _index_plainly(engine: Engine) -> None:
    chosen = select(products.c.sku, products.c.name, products.c.brand, products.c.category, products.c.description)
    with writing(engine) as connection:
        connection.execute(
            text("CREATE VIRTUAL TABLE plain_text USING fts5(sku, name, brand, category, words, tokenize='porter')")
        )
        rows = [dict(row._mapping) for row in connection.execute(chosen)]
        connection.execute(text("INSERT INTO plain_text VALUES (:sku, :name, :brand, :category, :description)"), rows)


def _quality(name: str, find: Find, known: Sequence[Case], vectors: Vectors) -> dict[str, Any]:
    places: dict[str, list[int]] = {"words": [], "meaning": [], "unseen": []}
    for case in known:
        found = find(Query(case.text, limit=3, vector=vectors[case.text]))
        places[case.found_by].append(case.place(found) or _NOT_FOUND)
    every = [place for kind in places.values() for place in kind]
    return {
        "name": f"{name}, sample shop",
        "hit_at_1": _share(every, 1),
        "hit_at_3": _share(every, 3),
        "hit_at_1_by_words": _share(places["words"], 1),
        "hit_at_1_by_meaning": _share(places["meaning"], 1),
        "hit_at_3_by_meaning": _share(places["meaning"], 3),
        "hit_at_1_unseen": _share(places["unseen"], 1),
        "hit_at_3_unseen": _share(places["unseen"], 3),
    }


def _share(places: Sequence[int], within: int) -> float:
    return round(sum(place <= within for place in places) / len(places), 4)


def _multiply(small: Engine, large: Engine, count: int) -> None:
    """Fill `large` with copies of the small shop's products, each under a brand and model of its own."""
    chance, noise = random.Random(SEED), np.random.default_rng(SEED)
    brands = ["".join(chance.choices(_SYLLABLES, k=chance.choice((2, 3)))).title() for _ in range(2000)]
    with reading(small) as connection:
        originals = [dict(row._mapping) for row in connection.execute(select(products))]
        blobs = {row.sku: np.frombuffer(row.vector, np.int8) for row in connection.execute(select(product_vectors))}
    for start in range(0, count, _AT_ONCE):
        rows, kept = [], []
        for number in range(start, min(start + _AT_ONCE, count)):
            original = originals[number % len(originals)]
            brand = chance.choice(brands)
            name = original["name"].replace(
                original["brand"], f"{brand} {chance.choice('ABKTZ')}{chance.randint(1, 99)}"
            )
            copy = {**original, "sku": f"{original['sku']}-{number}", "brand": brand, "name": name}
            copy["price"] = (original["price"] * Decimal(str(round(chance.uniform(0.5, 2), 2)))).quantize(
                Decimal("0.01")
            )
            rows.append(copy)
            shaken = blobs[original["sku"]] + noise.normal(0, 8, 384)
            vector = np.clip(np.round(shaken), -127, 127).astype(np.int8).tobytes()
            kept.append({"sku": copy["sku"], "model": "copy", "digest": "", "vector": vector, "version": 1})
        with writing(large) as connection:
            save_products(connection, rows, datetime.now(UTC))
            connection.execute(insert(product_vectors), kept)


def _searches(known: Sequence[Case], vectors: Vectors) -> list[Query]:
    """Every case as it is, and every third with a price, an attribute, or stock as a constraint."""
    plain = [Query(case.text, vector=vectors[case.text]) for case in known]
    third = plain[::3]
    return [
        *plain,
        *(replace(query, price_max=Decimal(150)) for query in third),
        *(replace(query, attributes=("black",)) for query in third),
        *(replace(query, price_min=Decimal(20), only_in_stock=True) for query in third),
    ]


def _speed(name: str, find: Find, asked: Sequence[Query]) -> dict[str, Any]:
    for query in asked[:20]:
        find(query)
    took, worked = [], []
    for query in asked:
        started, busy = time.perf_counter(), time.thread_time()
        find(query)
        took.append((time.perf_counter() - started) * 1000)
        worked.append((time.thread_time() - busy) * 1000)
    return {
        "name": f"{name}, large shop",
        "p50_ms": round(percentile(took, 50), 2),
        "p95_ms": round(percentile(took, 95), 2),
        "p99_ms": round(percentile(took, 99), 2),
        "processor_p50_ms": round(percentile(worked, 50), 2),
        "processor_p95_ms": round(percentile(worked, 95), 2),
        "peak_mb": peak_mb(),
    }


if __name__ == "__main__":
    main()
