"""All that goes with some products, read at once: whose relations, how many, and what stands beside them."""

from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import event, insert

from database.session import writing
from database.tables import bundle_items, bundles, relations
from tests.database.make import stock


@pytest.fixture
def relate(engine):
    """Write relations down: each a source, a target and a score."""

    def write(*rows: tuple[str, str, float]) -> None:
        values = [
            {"source": source, "kind": "complement", "target": target, "origin": "curated", "score": score}
            for source, target, score in rows
        ]
        with writing(engine) as connection:
            connection.execute(insert(relations), values)

    return write


@pytest.fixture
def shop(engine, now):
    """Two cameras and three things that go with them."""
    rows: list[dict[str, Any]] = [
        {"sku": "CAM1", "name": "Aurora X1", "price": "500.00", "category": "cameras"},
        {"sku": "CAM2", "name": "Aurora X2", "price": "700.00", "category": "cameras"},
        {"sku": "CARD", "name": "Card", "price": "20.05", "category": "cards", "benefits": ["never full"]},
        {"sku": "BAG", "name": "Bag", "price": "40.00", "category": "bags", "attributes": {"colour": ["red"]}},
        {"sku": "TRIPOD", "name": "Tripod", "price": "90.00", "category": "tripods", "installation": "FITTER"},
        {"sku": "FITTER", "name": "Setting up", "price": "10.00", "kind": "service", "stock": None},
    ]
    stock(engine, now, *({"installation": None, "kind": "good", **row} for row in rows))


def test_a_product_is_not_related_to_itself_by_its_own_category(store, shop, relate) -> None:
    relate(("category:cameras", "CAM1", 0.9), ("category:cameras", "CARD", 0.5))
    found = store.catalogue.shelf(["CAM1", "CAM2"]).relations
    assert [(each.source, each.target) for each in found] == [("CAM1", "CARD"), ("CAM2", "CAM1"), ("CAM2", "CARD")]


def test_what_nobody_sells_has_an_empty_shelf(store, shop, relate) -> None:
    relate(("GONE", "CARD", 1.0))
    shelf = store.catalogue.shelf(["GONE"])
    assert (shelf.relations, dict(shelf.products)) == ((), {})


def test_own_relations_and_those_of_the_category_stand_in_one_order(store, shop, relate) -> None:
    relate(("CAM1", "BAG", 0.2), ("category:cameras", "CARD", 0.6), ("CAM1", "TRIPOD", 0.9), ("CAM2", "BAG", 1.0))
    found = store.catalogue.shelf(["CAM1"]).relations
    assert [(each.source, each.target) for each in found] == [("CAM1", "TRIPOD"), ("CAM1", "CARD"), ("CAM1", "BAG")]


def test_at_most_64_relations_of_one_product_are_looked_at(engine, store, shop, relate, now) -> None:
    stock(engine, now, *({"sku": f"T{n}", "name": f"Thing {n}", "price": "1.00"} for n in range(80)))
    relate(*(("CAM1", f"T{n}", n / 100) for n in range(80)), ("CAM2", "BAG", 0.1))
    found = store.catalogue.shelf(["CAM1", "CAM2"]).relations
    assert [each.target for each in found] == [*(f"T{n}" for n in range(79, 15, -1)), "BAG"]


def test_targets_services_and_what_fills_a_bundle_stand_beside_the_relations(engine, store, shop, relate) -> None:
    relate(("CAM1", "TRIPOD", 0.9))
    with writing(engine) as connection:
        connection.execute(insert(bundles).values(code="SET", name="Set", percent=Decimal(5), reason="all in one"))
        pieces = [{"bundle": "SET", "sku": sku, "quantity": 1} for sku in ("CAM1", "CARD")]
        connection.execute(insert(bundle_items), pieces)
    shelf = store.catalogue.shelf(["CAM1"])
    assert [each.target for each in shelf.relations] == ["TRIPOD", "CARD"]
    assert set(shelf.products) == {"CAM1", "TRIPOD", "FITTER", "CARD"}
    card = shelf.products["CARD"]
    assert (card.price, card.benefits, card.url) == (Decimal("20.05"), ("never full",), "/p/CARD")


def test_a_cart_of_three_asks_the_database_five_times_at_most(engine, store, shop, relate) -> None:
    relate(("CAM1", "BAG", 0.2), ("CAM2", "CARD", 0.6), ("BAG", "CARD", 0.9))
    asked: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    assert len(store.catalogue.shelf(["CAM1", "CAM2", "BAG"]).relations) == 3
    assert len([statement for statement in asked if statement.startswith("SELECT")]) <= 5
