"""The analysts' figures."""

import csv
import io
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import insert, update

from database.session import writing
from database.tables import products, returns
from sales.basket import Basket, Line
from sales.customer import Mood
from sales.offer import Decision, Reason, Verdict
from tests.sales.make import candidate, situation


@pytest.fixture
def decided(parts, talk):
    """Three silences, one of them for want of a candidate, and one of last year."""
    now = parts.clock()
    unhappy = Decision(None, Reason.UNHAPPY, (Verdict("BAT", "CAM", Reason.UNHAPPY, 1.0),))
    nothing = Decision(None, Reason.NOTHING_QUALIFIES, (Verdict("BAT", "CAM", Reason.OUT_OF_STOCK, 1.0),))
    here = situation(conversation_id=talk.id, anchors=("CAM",))
    for ago, decision in ((1, unhappy), (2, unhappy), (3, nothing), (400 * 24, unhappy)):
        at = replace(here, now=now - timedelta(hours=ago))
        parts.store.offers.record(at, replace(decision, candidates=(candidate(),)), None)


async def test_only_analysts_see_the_figures(api, staff) -> None:
    for path in ("/metrics/summary", "/metrics/silences", "/metrics/silences.csv"):
        assert (await api.get(path)).status_code == 401
        for role in ("agent", "trainer"):
            assert (await api.get(path, headers=staff[role])).status_code == 403


async def test_a_period_that_ends_before_it_begins_is_refused(api, staff) -> None:
    answer = await api.get("/metrics/summary?from=2026-11-20&to=2026-11-19", headers=staff["analyst"])
    assert answer.status_code == 422
    assert "before it begins" in answer.json()["detail"]


async def test_nothing_decided_is_nothing_counted(api, staff) -> None:
    told = (await api.get("/metrics/silences", headers=staff["analyst"])).json()
    assert (told["decisions"], told["rules"]) == (0, [])
    assert (await api.get("/metrics/summary", headers=staff["analyst"])).json()["acceptance"] is None


async def test_silences_are_counted_by_rule_with_examples_within_the_period(api, staff, talk, decided) -> None:
    told = (await api.get("/metrics/silences", headers=staff["analyst"])).json()
    assert (told["decisions"], told["offers"], told["silences"]) == (3, 0, 3)
    counts = {one["rule"]: (one["held_back"], one["candidates_dropped"], one["conversations"]) for one in told["rules"]}
    assert counts == {"unhappy": (2, 0, 1), "nothing qualifies": (1, 0, 1), "out of stock": (0, 1, 0)}
    example = told["rules"][0]["examples"][0]
    assert (example["conversation"], example["moment"], example["about"]) == (talk.id, "cart", ["CAM"])
    dropped = next(one for one in told["rules"] if one["rule"] == "out of stock")
    assert dropped["examples"][0]["about"] == ["BAT"]
    long_ago = (await api.get("/metrics/silences?from=2025-01-01", headers=staff["analyst"])).json()
    assert long_ago["decisions"] == 4


async def test_the_file_holds_a_line_for_every_example(api, staff, decided) -> None:
    answer = await api.get("/metrics/silences.csv", headers=staff["analyst"])
    assert answer.headers["content-type"].startswith("text/csv")
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert [(row["rule"], row["held_back"]) for row in rows][:2] == [("unhappy", "2")] * 2
    assert len(rows) == 4


async def test_the_summary_puts_returns_margin_and_complaints_beside_the_sales(
    api, parts, staff, talk, *, offer_id, decided
) -> None:
    now = parts.clock()
    parts.store.offers.answer(talk.id, offer_id, "accept", now, "yes")
    parts.store.conversations.record_mood(talk.id, Mood.UNHAPPY, now=now, cause="late")
    parts.store.orders.place(
        basket=Basket((Line("BAT", 2),)), name="T", email="t@x.example", now=now, conversation_id=None, customer_id=None
    )
    told = (await api.get("/metrics/summary", headers=staff["analyst"])).json()
    assert (told["offers"], told["accepted"], told["declined"], told["acceptance"]) == (1, 1, 0, 1.0)
    assert (told["orders"], told["revenue"], told["average_order_value"]) == (1, "78.00", "78.00")
    assert (Decimal(told["refunded"]), told["margin"]) == (0, None)
    assert (told["unhappy_conversations"], told["silences"]) == (1, {"unhappy": 2, "nothing qualifies": 1})


async def test_what_partners_supplied_is_told_apart_and_is_part_of_the_whole(api, parts, staff, engine) -> None:
    with writing(engine) as connection:
        connection.execute(update(products).where(products.c.sku == "BAT").values(partner="Brightline Power"))
    placed = parts.store.orders.place(
        basket=Basket((Line("BAT", 2), Line("CAM", 1))),
        name="T",
        email="t@x.example",
        now=parts.clock(),
        conversation_id=None,
        customer_id=None,
    )
    back = {"order_number": placed.number, "sku": "BAT", "quantity": 1, "returned_at": parts.clock()}
    with writing(engine) as connection:
        connection.execute(insert(returns).values(back))
    told = (await api.get("/metrics/summary", headers=staff["analyst"])).json()
    assert (told["revenue"], told["refunded"]) == ("827.00", "39.00")
    assert told["partners"] == [{"partner": "Brightline Power", "units": 2, "revenue": "78.00", "refunded": "39.00"}]
