"""Which discounts run, in a shop with few of them and in one with many."""

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import insert

from database.prices import running_discounts
from database.session import reading, writing
from database.tables import discounts

DAY = date(2026, 11, 21)


def write(engine, *targets: str, until: date = DAY) -> None:
    rows = [
        {"code": f"C-{target}", "target": target, "percent": Decimal(10), "starts_on": DAY, "ends_on": until,
         "owner": "Ada", "reason": "autumn"}
        for target in targets
    ]  # fmt: skip
    with writing(engine) as connection:
        connection.execute(insert(discounts), rows)


@pytest.mark.parametrize("few", [1, 200])
def test_only_those_of_the_products_that_were_asked_for_run(engine, monkeypatch, few: int) -> None:
    monkeypatch.setattr("database.prices._FEW", few)
    write(engine, "A", "B", "category:kettles")
    with reading(engine) as connection:
        assert [each.target for each in running_discounts(connection, DAY, ["B", "X"])] == ["B"]
        assert len(running_discounts(connection, DAY)) == 3
        assert running_discounts(connection, date(2026, 11, 22)) == []
