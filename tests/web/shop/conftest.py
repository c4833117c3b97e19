"""A small shop behind the pages."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import Engine, insert

from database.search import index_text
from database.session import writing
from database.tables import products
from sales.ports import Store
from web.shop.pages import router

MARKUP = "<script>alert(1)</script>"


def stocked(engine: Engine, *rows: dict[str, Any]) -> None:
    """Put products into the database."""
    common = {"brand": "Vanta", "currency": "EUR", "benefits": [], "attributes": {}, "image": ""}
    full = [{**common, **row} for row in rows]
    with writing(engine) as connection:
        for row in full:
            connection.execute(insert(products).values(**row))
        index_text(connection, full)


@pytest.fixture
def small_shop(engine: Engine, store: Store) -> Store:
    """Cameras, a case in two colours, a service, and a category that no department knows."""
    stocked(
        engine,
        {"sku": "VZ5", "name": "Vanta Z5", "category": "cameras", "price": Decimal("749"), "stock": 2},
        {"sku": "VB5", "name": "Vanta B5 battery", "category": "camera-batteries", "price": Decimal("39"), "stock": 9},
        {"sku": "OLD", "name": "Vanta Old", "category": "cameras", "price": Decimal("99"), "stock": 0},
        {
            "sku": "CASE-R",
            "name": "Case red",
            "category": "phone-cases",
            "price": Decimal("19.90"),
            "stock": 5,
            "attributes": {"variant_of": ["CASE"], "colour": ["red"]},
        },
        {
            "sku": "CASE-B",
            "name": "Case blue",
            "category": "phone-cases",
            "price": Decimal("19.90"),
            "stock": 5,
            "attributes": {"variant_of": ["CASE"], "colour": ["blue"]},
        },
        {"sku": "SVC", "name": "Camera course", "category": "courses", "price": Decimal("89"), "kind": "service"},
        {"sku": "BIKE", "name": MARKUP, "category": "mountain-bikes", "price": Decimal("900"), "stock": 1},
    )
    return store


@pytest.fixture
def shop(small_shop: Store, now: datetime) -> Iterator[TestClient]:
    """The pages, as a browser asks for them."""
    app = FastAPI()
    app.include_router(router)
    app.state.parts = SimpleNamespace(store=small_shop, clock=lambda: now)
    with TestClient(app) as client:
        yield client
