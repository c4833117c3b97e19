"""What becomes a pair, and what must not."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from mining import OrderLine, Settings, mine
from mining.mine import direction


def pairs(mined) -> dict:
    return {(pair.source, pair.target): pair for pair in mined.pairs}


def test_products_that_only_meet_by_chance_are_no_pair(camera_shop):
    found = pairs(mine(camera_shop))
    assert ("camera", "mug") not in found
    assert not any("pen" in pair for pair in found)


def test_two_orders_are_too_few_to_make_a_pair(orders):
    rows = [(day, None, "filler other") for day in range(50)]
    few = orders(*rows, (1, None, "lamp bulb"), (2, None, "lamp bulb"))
    assert ("lamp", "bulb") not in pairs(mine(few, settings=Settings(least_orders=1)))


def test_goods_that_sell_in_the_same_weeks_are_not_taken_for_going_together(orders):
    """In December everybody buys candles and sledges, each for reasons of their own."""
    dice = random.Random(7)
    rows = []
    for day in range(360):
        winter = day >= 330
        for _ in range(30):
            skus = [
                sku
                for sku, often in (("candle", 0.5), ("sledge", 0.5), ("soap", 0.3), ("towel", 0.3))
                if dice.random() < (often if sku in ("soap", "towel") or winter else 0.02)
            ]
            if skus:
                rows.append((day, None, " ".join(skus)))
    found = mine(orders(*rows), settings=Settings(false_share=0.001))
    assert ("candle", "sledge") not in pairs(found)


def test_a_returned_product_does_not_count_as_bought_with_the_rest(camera_shop):
    returned = [replace(line, returned=True) if line.sku == "battery" else line for line in camera_shop]
    assert ("camera", "battery") not in pairs(mine(returned))


def test_a_return_that_comes_later_takes_the_pair_back(camera_shop, tmp_path: Path):
    mine(camera_shop, previous=tmp_path / "history.duckdb")
    batteries = [replace(line, quantity=-1) for line in camera_shop if line.sku == "battery"]
    assert ("camera", "battery") not in pairs(mine(batteries, previous=tmp_path / "history.duckdb"))


def test_one_of_three_sent_back_still_counts_as_bought(camera_shop):
    bought = [replace(line, quantity=3) for line in camera_shop]
    back = [replace(line, quantity=1, returned=True) for line in camera_shop if line.sku == "battery"]
    assert ("camera", "battery") in pairs(mine(bought + back))


def test_a_pair_carries_its_counts_confidence_and_lift(camera_shop):
    pair = pairs(mine(camera_shop))["camera", "battery"]
    assert (pair.together, pair.source_orders, pair.target_orders) == (100, 150, 100)
    assert pair.confidence == pytest.approx(100 / 150, abs=1e-6)
    assert pair.lift == pytest.approx(100 * 300 / (150 * 100), abs=1e-4)
    assert 0 < pair.sureness < 1 - 1 / pair.season_lift
    assert 0 < pair.score <= 1


def test_the_best_target_of_a_source_stands_first(orders):
    rows = [(day, None, "phone case" if day % 3 else "phone cable") for day in range(120)]
    rows += [(day, None, "mug plate") for day in range(120)]
    assert [pair.target for pair in mine(orders(*rows)).of("phone")] == ["case", "cable"]


def test_lines_added_bit_by_bit_give_the_same_as_all_at_once(camera_shop, tmp_path: Path):
    state = tmp_path / "history.duckdb"
    for start in range(0, len(camera_shop), 90):
        last = mine(camera_shop[start : start + 90], previous=state)
    assert last == mine(camera_shop)


def test_a_line_told_twice_counts_once(camera_shop, tmp_path: Path):
    state = tmp_path / "history.duckdb"
    mine(camera_shop, previous=state)
    assert mine(camera_shop, previous=state) == mine(camera_shop)


def test_the_order_of_the_lines_does_not_matter(camera_shop):
    mixed = list(camera_shop)
    random.Random(3).shuffle(mixed)
    assert mine(mixed) == mine(camera_shop)


def test_what_customers_buy_a_week_later_is_said_to_come_after(orders):
    rows = []
    for number in range(40):
        rows += [(number, f"c{number}", "printer"), (number + 7, f"c{number}", "cartridge")]
        rows += [(number, f"d{number}", "printer cartridge"), (number, None, "mug plate")]
    pair = pairs(mine(orders(*rows)))["printer", "cartridge"]
    assert (pair.direction, pair.customers_after, pair.median_days_after) == ("after", 40, 7.0)


def test_what_is_never_in_the_same_order_can_still_come_after(orders):
    rows = [(number % 50, f"s{number}", "mug" if number % 2 else "plate") for number in range(400)]
    for number in range(40):
        rows += [(number, f"c{number}", "grill"), (number + 9, f"c{number}", "charcoal")]
    found = pairs(mine(orders(*rows)))
    pair = found["grill", "charcoal"]
    assert (pair.together, pair.direction, pair.customers_after, pair.median_days_after) == (0, "after", 40, 9.0)
    assert pair.lift_after > 3
    assert ("charcoal", "grill") not in found


def test_an_even_order_of_purchases_has_no_direction():
    assert direction(after=11, before=9, together=20) == "with"
    assert direction(after=30, before=2, together=20) == "after"
    assert direction(after=5, before=0, together=400) == "with"


def test_a_product_bought_every_month_gets_that_as_its_refill_interval(orders):
    rows = [(number + 30 * month, f"c{number}", "filter") for number in range(8) for month in range(4)]
    refills = {refill.sku: refill for refill in mine(orders(*rows)).refills}
    assert refills["filter"].interval_days == 30
    assert (refills["filter"].intervals, refills["filter"].customers) == (24, 8)


def test_products_bought_again_by_too_few_customers_have_no_refill_interval(orders):
    rows = [(number + 30 * month, f"c{number}", "filter") for number in range(4) for month in range(4)]
    assert mine(orders(*rows)).refills == ()


def test_a_shop_without_orders_yields_nothing_and_does_not_fail():
    mined = mine([])
    assert (mined.pairs, mined.refills, mined.orders) == ((), (), 0)


def test_orders_without_a_customer_are_mined_all_the_same(camera_shop):
    nameless = [replace(line, customer_id=None) for line in camera_shop]
    assert ("camera", "battery") in pairs(mine(nameless))


def test_a_file_that_lacks_a_column_is_refused_by_name(tmp_path: Path):
    file = tmp_path / "orders.csv"
    file.write_text("order_id,date,sku,quantity\n1,2026-01-01,a,1\n")
    with pytest.raises(ValueError, match="customer_id"):
        mine(file)


def test_a_date_that_cannot_be_read_is_refused_and_nothing_is_kept(tmp_path: Path, camera_shop):
    file = tmp_path / "orders.csv"
    file.write_text("order_id,date,customer_id,sku,quantity\n1,soon,,a,1\n")
    state = tmp_path / "history.duckdb"
    mine(camera_shop, previous=state)
    with pytest.raises(ValueError, match=r"orders\.csv"):
        mine(file, previous=state)
    assert mine([], previous=state) == mine(camera_shop)


def test_progress_runs_from_nothing_to_done(camera_shop):
    told: list[tuple[str, float]] = []
    mine(camera_shop, progress=lambda step, share: told.append((step, share)))
    shares = [share for _, share in told]
    assert shares == sorted(shares)
    assert (shares[0], told[-1]) == (0.0, ("Done", 1.0))


def test_an_order_line_is_one_of_its_product_unless_told_otherwise():
    line = OrderLine("1", date(2026, 1, 1) + timedelta(days=1), None, "a")
    assert (line.quantity, line.returned) == (1, False)


def test_a_history_counted_in_many_parts_gives_the_same_as_in_one(orders, monkeypatch):
    """Two products follow two others, which one part alone would never see together."""
    rows = [(day, f"c{day}", "kettle pot") for day in range(40)] + [
        (day + 9, f"c{day}", "filter lid") for day in range(40)
    ]
    noise = [(day, None, "soap towel") for day in range(60)]
    lines = orders(*rows, *noise)
    whole = mine(lines)
    monkeypatch.setattr("mining.counts.FIRSTS_OF_A_PART", 7)
    assert mine(lines) == whole
    assert pairs(whole)["kettle", "filter"].median_days_after == 9.0
