"""Finding by meaning: kept, refreshed and obeyed like everything else."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import numpy as np
import pytest
from sqlalchemy import Engine, func, select

from database.search import finder, keep_vectors, waiting_for_vectors
from database.search.vectors import Likeness
from database.session import reading
from database.tables import product_vectors
from jobs.index_products import MODEL, index_new_products
from sales.errors import UnavailableError
from sales.ports import Query, Store
from tests.database.make import stock

LAMP = {"sku": "LAMP", "name": "Lumen lamp", "price": "30", "description": "Warm light."}
FAN = {"sku": "FAN", "name": "Brisa fan", "price": "60", "description": "Moves air."}


def axis(*places: int) -> tuple[float, ...]:
    """A vector that points along some of the 384 axes."""
    return tuple(1.0 if place in places else 0.0 for place in range(384))


class Speller:
    """An assistant that embeds "lamp" along the first axis and everything else along the second; counts the texts."""

    def __init__(self) -> None:
        self.asked = 0
        self.down = False

    async def embed(self, texts: Sequence[str]) -> Sequence[Sequence[float]]:
        if self.down:
            raise UnavailableError("down")
        self.asked += len(texts)
        return [axis(0) if "lamp" in text.casefold() else axis(1) for text in texts]


@pytest.fixture
def speller() -> Speller:
    return Speller()


@pytest.fixture(autouse=True)
def shelf(engine: Engine, now: datetime) -> None:
    stock(engine, now, LAMP, FAN)


def meant(store: Store, *places: int, **constraints: object) -> list[str]:
    query = Query("qqq", vector=axis(*places), **constraints)  # type: ignore[arg-type]
    return [hit.product.sku for hit in store.catalogue.search(query)]


async def index(engine: Engine, speller: Speller) -> int:
    return await index_new_products(engine, speller)  # type: ignore[arg-type]


async def test_while_the_assistant_is_down_nothing_is_lost(engine: Engine, speller: Speller) -> None:
    speller.down = True
    with pytest.raises(UnavailableError):
        await index(engine, speller)
    speller.down = False
    assert await index(engine, speller) == 2


def test_a_vector_of_another_length_is_refused(engine: Engine) -> None:
    waiting = waiting_for_vectors(engine, MODEL, 1)[0]
    with pytest.raises(ValueError, match="384"):
        keep_vectors(engine, MODEL, [(waiting, [(1.0, 2.0)])])


def test_without_any_vectors_meaning_finds_nothing(store: Store) -> None:
    assert meant(store, 0) == []


@pytest.mark.parametrize("rare_up_to", [0, 1500])
async def test_a_meaning_obeys_price_stock_and_attributes_that_many_have_or_few(
    engine: Engine, store: Store, speller: Speller, monkeypatch: pytest.MonkeyPatch, rare_up_to: int
) -> None:
    monkeypatch.setattr(finder, "_SIFTED_AT_MOST", rare_up_to)
    now = datetime(2026, 5, 4, tzinfo=UTC)
    stock(engine, now, {**LAMP, "sku": "LAMP-RED", "price": "90", "attributes": {"colour": ["red"]}, "stock": 0})
    await index(engine, speller)
    assert set(meant(store, 0)) == {"LAMP", "LAMP-RED"}
    assert meant(store, 0, price_max=Decimal(50)) == ["LAMP"]
    assert meant(store, 0, attributes=("red",)) == ["LAMP-RED"]
    assert meant(store, 0, only_in_stock=True) == ["LAMP"]
    assert meant(store, 0, price_max=Decimal(50), attributes=("red",)) == []
    assert meant(store, 0, price_max=Decimal(90), attributes=("red",)) == ["LAMP-RED"]


async def test_a_new_product_is_found_by_meaning_once_it_is_indexed(
    engine: Engine, store: Store, speller: Speller, now: datetime
) -> None:
    await index(engine, speller)
    assert meant(store, 0) == ["LAMP"]
    stock(engine, now, {**LAMP, "sku": "LAMP-2"})
    assert meant(store, 0) == ["LAMP"]
    assert await index(engine, speller) == 1
    assert set(meant(store, 0)) == {"LAMP", "LAMP-2"}


async def test_a_changed_text_gets_a_new_vector_and_a_changed_price_does_not(
    engine: Engine, store: Store, speller: Speller, now: datetime
) -> None:
    await index(engine, speller)
    asked = speller.asked
    stock(engine, now + timedelta(hours=1), {**LAMP, "price": "31"})
    assert (await index(engine, speller), speller.asked) == (0, asked)
    assert waiting_for_vectors(engine, MODEL, 10) == []
    stock(engine, now + timedelta(hours=2), {**LAMP, "name": "Lumen heater", "price": "31"})
    assert await index(engine, speller) == 1
    assert meant(store, 0) == []
    assert set(meant(store, 1)) == {"FAN", "LAMP"}


async def test_indexing_twice_does_nothing_the_second_time(engine: Engine, speller: Speller) -> None:
    assert await index(engine, speller) == 2
    assert await index(engine, speller) == 0
    with reading(engine) as connection:
        assert connection.scalar(select(func.count()).select_from(product_vectors)) == 2


async def test_what_is_no_longer_sold_is_not_found_by_meaning(
    engine: Engine, store: Store, speller: Speller, now: datetime
) -> None:
    await index(engine, speller)
    stock(engine, now, {**LAMP, "active": False})
    assert meant(store, 0) == []


@pytest.mark.parametrize("most", [0, 1, 40, 600, 30_000])
def test_the_nearest_of_many_are_those_of_a_full_sort(most: int) -> None:
    distances = np.random.default_rng(5).permutation(20_000).astype(np.float32) / 10_000
    likeness = Likeness(np.arange(20_000) + 7, distances, {})
    assert list(likeness.nearest(most)) == (np.argsort(distances, kind="stable")[:most] + 7).tolist()


def test_among_many_that_are_equally_near_no_more_than_asked_for_are_given() -> None:
    likeness = Likeness(np.arange(20_000), np.full(20_000, 0.5, np.float32), {})
    assert len(likeness.nearest(40)) == 40
