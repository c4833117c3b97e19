"""What products mean: vectors kept in a table, compared exactly from memory (100,000 in about 3 ms)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from threading import Lock
from typing import Any

import numkong
import numpy as np
from sqlalchemy import Connection, Engine, delete, func, insert, or_, select, update

from database.product_rows import PRODUCT, product_from
from database.session import reading, writing
from database.tables import product_vectors, products, search_rows
from sales.catalogue import Product

DIMENSIONS = 384
_LARGEST = 127
_SAMPLED = 32
_ROOM_AT_FIRST = 1024
_USES = "good_for"
_NEWEST = select(func.max(product_vectors.c.version))
Numbers = np.ndarray[Any, np.dtype[Any]]


@dataclass(frozen=True)
class ToEmbed:
    """A product that waits for its vector: its texts as they were at `updated_at`."""

    sku: str
    texts: tuple[str, ...]
    updated_at: datetime | None


@dataclass(frozen=True)
class Likeness:
    """Every product's distance (1 - cosine) to what was asked, in the order of `ids`; `places` finds a product's."""

    ids: Numbers
    distances: Numbers
    places: Mapping[int, int]

    def nearest(self, most: int, among: Collection[int] | None = None) -> dict[int, float]:
        """The cosines of the nearest products, of those `among` where given, the nearest first."""
        if among is None:
            chosen = _smallest(self.distances, min(most, len(self.ids)))
        else:
            chosen = np.array([self.places[product] for product in among if product in self.places], np.int64)
        order = chosen[np.argsort(self.distances[chosen], kind="stable")][:most]
        return {int(self.ids[place]): 1.0 - float(self.distances[place]) for place in order}


class Vectors:
    """The vectors of one database in this process's memory, refreshed when the table has changed."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._version = 0
        self._ids = np.zeros(0, np.int64)
        self._lengths: Numbers = np.ones(0, np.float32)
        self._rows: dict[int, int] = {}
        self._matrix: Numbers = np.zeros((_ROOM_AT_FIRST, DIMENSIONS), np.int8)

    def likeness(self, connection: Connection, vector: Sequence[float]) -> "Likeness":
        """How alike each product's text and `vector` are."""
        with self._lock:
            self._refresh(connection)
            count = len(self._rows)
            ids, matrix, lengths = self._ids[:count], self._matrix[:count], self._lengths[:count]
        if not count:
            return Likeness(ids, np.zeros(0, np.float32), self._rows)
        asked = np.ascontiguousarray(_as_bytes(vector).reshape(1, -1))
        products_of_both = np.asarray(numkong.cdist(asked, matrix, "dot"))[0].astype(np.float32)
        length = np.float32(np.linalg.norm(asked.astype(np.float32)) or 1.0)
        return Likeness(ids, 1 - products_of_both / (lengths * length), self._rows)

    def _refresh(self, connection: Connection) -> None:
        newest = connection.scalar(_NEWEST) or 0
        if newest == self._version:
            return
        chosen = (
            select(search_rows.c.id, product_vectors.c.vector)
            .join(search_rows, search_rows.c.sku == product_vectors.c.sku)
            .where(product_vectors.c.version > self._version)
        )
        changed = connection.execute(chosen).all()
        self._make_room(len(self._rows) + len(changed))
        for product, blob in changed:
            place = self._rows.setdefault(product, len(self._rows))
            self._ids[place] = product
            self._matrix[place] = vector = np.frombuffer(blob, np.int8)
            self._lengths[place] = float(np.linalg.norm(vector.astype(np.float32))) or 1.0
        self._version = newest

    def _make_room(self, wanted: int) -> None:
        if wanted > len(self._ids):
            room = max(_ROOM_AT_FIRST, wanted + wanted // 4)
            matrix = np.zeros((room, DIMENSIONS), np.int8)
            ids = np.zeros(room, np.int64)
            matrix[: len(self._rows)] = self._matrix[: len(self._rows)]
            lengths = np.ones(room, np.float32)
            ids[: len(self._rows)] = self._ids[: len(self._rows)]
            lengths[: len(self._rows)] = self._lengths[: len(self._rows)]
            self._matrix, self._ids, self._lengths = matrix, ids, lengths


def waiting_for_vectors(engine: Engine, model: str, limit: int) -> Sequence[ToEmbed]:
    """Active products whose text has no vector of that model yet, the newest first, at most `limit`.

    A product that changed in other ways than its text is noted as done and left out.
    """
    chosen = (
        select(*PRODUCT, products.c.updated_at, product_vectors.c.digest, product_vectors.c.model)
        .outerjoin(product_vectors, product_vectors.c.sku == products.c.sku)
        .where(
            products.c.active,
            or_(
                product_vectors.c.sku.is_(None),
                product_vectors.c.model != model,
                product_vectors.c.product_updated_at.is_distinct_from(products.c.updated_at),
            ),
        )
        .order_by(products.c.updated_at.desc(), products.c.sku)
    )
    waiting: list[ToEmbed] = []
    same: list[tuple[str, datetime | None]] = []
    with reading(engine) as connection:
        for row in connection.execute(chosen):
            texts = texts_to_embed(product_from(row))
            if row.model == model and row.digest == _digest(texts):
                same.append((row.sku, row.updated_at))
            else:
                waiting.append(ToEmbed(row.sku, texts, row.updated_at))
            if len(waiting) == limit:
                break
    if same:
        with writing(engine) as connection:
            for sku, stamp in same:
                noted = update(product_vectors).where(product_vectors.c.sku == sku)
                connection.execute(noted.values(product_updated_at=stamp))
    return waiting


def keep_vectors(engine: Engine, model: str, embedded: Sequence[tuple[ToEmbed, Sequence[Sequence[float]]]]) -> None:
    """Keep the mean of each product's vectors (384 floats each); the next search in any process finds by it."""
    if not embedded:
        return
    with writing(engine) as connection:
        version = (connection.scalar(select(func.max(product_vectors.c.version))) or 0) + 1
        old = [product.sku for product, _ in embedded]
        connection.execute(delete(product_vectors).where(product_vectors.c.sku.in_(old)))
        connection.execute(
            insert(product_vectors),
            [
                {
                    "sku": product.sku,
                    "model": model,
                    "digest": _digest(product.texts),
                    "product_updated_at": product.updated_at,
                    "vector": _as_bytes(np.mean(np.asarray(vectors), axis=0)).tobytes(),
                    "version": version,
                }
                for product, vectors in embedded
            ],
        )


def texts_to_embed(product: Product) -> tuple[str, ...]:
    """The sentences that stand for a product: what it is in full, and what it does for whom where that is said."""
    kind = product.category.replace("-", " ").replace("_", " ")
    uses = ", ".join(product.attributes.get(_USES, ()))
    benefits = ". ".join(product.benefits)
    whole = (product.name, kind, product.description, benefits, uses)
    texts = [". ".join(part.rstrip(".") for part in whole if part)]
    if benefits or uses:
        texts.append(f"{kind}: {benefits} {uses}".strip())
    return tuple(texts)


def _smallest(numbers: Numbers, most: int) -> Numbers:
    """Where the `most` smallest numbers are, and maybe some more: a sample tells below which number to look."""
    sample = numbers[::_SAMPLED]
    likely = 2 * most // _SAMPLED + _SAMPLED
    if likely < len(sample):
        below = np.flatnonzero(numbers <= np.partition(sample, likely)[likely])
        if len(below) >= most:
            return below
    return np.argpartition(numbers, most - 1)[:most] if most else np.zeros(0, np.int64)


def _as_bytes(vector: Sequence[float] | Numbers) -> Numbers:
    """The vector's direction as signed bytes: the largest number becomes 127."""
    numbers = np.asarray(vector, np.float32)
    if numbers.shape != (DIMENSIONS,):
        raise ValueError(f"A vector has {DIMENSIONS} numbers, not {numbers.shape}.")
    largest = float(np.abs(numbers).max()) or 1.0
    return np.round(numbers * (_LARGEST / largest)).astype(np.int8)


def _digest(texts: Sequence[str]) -> str:
    return sha256("\n".join(texts).encode()).hexdigest()
