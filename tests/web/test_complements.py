"""What goes with a product, for analysts: why each thing is where it is, and why others were dropped."""

import pytest
from sqlalchemy import Engine, insert, update

from database.tables import products, relations


@pytest.fixture
def related(engine: Engine, api) -> None:
    """A battery that 40 of 50 camera orders had, essential and accepted, and the same pair read from words, waiting."""
    row = {"source": "CAM", "kind": "complement", "target": "BAT"}
    counted = {"source": "orders until 2026-11-20", "together": 40, "out_of": 50}
    with engine.begin() as connection:
        mined = {**row, "origin": "mined", "state": "live", "score": 0.6, "essential": True, "evidence": counted}
        connection.execute(insert(relations).values(**mined))
        text = {**row, "origin": "text", "state": "proposed", "score": 0.4, "evidence": {"source": "for every camera"}}
        connection.execute(insert(relations).values(**text))


async def told(api, staff) -> list[dict]:
    return (await api.get("/products/CAM/complements", headers=staff["analyst"])).json()["complements"]


async def test_what_waits_for_review_or_is_sold_out_says_so(api, staff, engine: Engine, related) -> None:
    assert [(one["evidence"]["origin"], one["dropped"]) for one in await told(api, staff)] == [
        ("mined", None),
        ("text", "waits for a person's review"),
    ]
    with engine.begin() as connection:
        connection.execute(update(products).where(products.c.sku == "BAT").values(stock=0))
    assert (await told(api, staff))[0]["dropped"] == "out of stock"


async def test_the_score_is_the_sum_of_its_named_parts_and_the_evidence_stands_beside(api, staff, related) -> None:
    first = (await told(api, staff))[0]
    assert first["score"] == pytest.approx(sum(first["score_parts"].values()))
    assert (first["score_parts"]["relation"], first["score_parts"]["essential"]) == (0.6, 0.25)
    assert first["relevance"] == 0.85
    assert first["evidence"] == {
        "origin": "mined",
        "source": "orders until 2026-11-20",
        "together": 40,
        "out_of": 50,
    }
