"""The made-up history is the same for the same seed and shaped like a real one."""

import csv
from collections import Counter, defaultdict
from datetime import date, datetime
from pathlib import Path

import pytest

from sample_shop.generate import generate
from tests.sample_shop.shop_files import products, rows

UNTIL = date(2026, 11, 1)
A_FEW = 400
NAMES = ("customers.csv", "orders.csv", "returns.csv", "service_contacts.csv")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The history of the default seed."""
    out = tmp_path_factory.mktemp("history")
    generate(out, until=UNTIL)
    return out


def read(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_another_seed_makes_another_history_and_the_same_seed_the_same_to_the_byte(tmp_path) -> None:
    for name, seed in (("one", 7), ("again", 7), ("other", 8)):
        (tmp_path / name).mkdir()
        generate(tmp_path / name, seed=seed, until=UNTIL, customers=A_FEW)
    for name in NAMES:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "again" / name).read_bytes()
    assert (tmp_path / "one" / "orders.csv").read_bytes() != (tmp_path / "other" / "orders.csv").read_bytes()


def test_no_order_lies_after_the_end_or_before_the_24_months(folder) -> None:
    days = {datetime.fromisoformat(row["date"]).date() for row in read(folder, "orders.csv")}
    assert max(days) < UNTIL
    assert (UNTIL - min(days)).days <= 731


def test_no_address_could_be_a_real_persons(folder) -> None:
    for row in read(folder, "customers.csv"):
        assert row["email"].rpartition("@")[2] in {"example.org", "example.com", "example.net"}


def test_there_are_enough_customers_and_orders_numbered_from_1001(folder) -> None:
    orders = read(folder, "orders.csv")
    numbers = sorted({int(row["order_number"]) for row in orders})
    assert len(read(folder, "customers.csv")) >= 3_000
    assert numbers == list(range(1001, 1001 + len(numbers)))
    assert len(numbers) >= 20_000
    assert all(row["email"] for row in orders)


def test_every_line_names_a_product_and_no_order_names_one_twice(folder) -> None:
    lines = [(row["order_number"], row["sku"]) for row in read(folder, "orders.csv")]
    assert {sku for _, sku in lines} <= products().keys()
    assert len(set(lines)) == len(lines)


def test_the_newest_orders_are_still_under_way(folder) -> None:
    states = Counter(row["status"] for row in read(folder, "orders.csv"))
    assert set(states) == {"placed", "shipped", "delivered", "late", "cancelled"}


def test_what_is_essential_mostly_comes_along(folder) -> None:
    baskets = defaultdict(set)
    for row in read(folder, "orders.csv"):
        baskets[row["order_number"]].add(row["sku"])
    with_camera = [skus for skus in baskets.values() if "CAM-VAN-Z5-KIT" in skus]
    assert sum("SD-RAM-128" in skus for skus in with_camera) >= len(with_camera) / 2


def test_refills_come_back_at_about_their_period(folder) -> None:
    bought = defaultdict(list)
    for row in read(folder, "orders.csv"):
        if row["sku"] == "CAP-PRE-CREMA":
            bought[row["customer_id"]].append(datetime.fromisoformat(row["date"]))
    gaps = sorted(
        (later - earlier).days
        for days in bought.values()
        for earlier, later in zip(sorted(days), sorted(days)[1:], strict=False)
    )
    assert 25 <= gaps[len(gaps) // 2] <= 40


def test_december_sells_more_than_any_summer_month_of_that_year(folder) -> None:
    months = Counter(row["date"][:7] for row in read(folder, "orders.csv"))
    assert months["2025-12"] > max(months[f"2025-0{month}"] for month in (6, 7, 8))


def test_some_customers_return_nine_tenths_and_some_cost_more_service_than_others(folder) -> None:
    owner, bought, back = {}, Counter(), Counter()
    for row in read(folder, "orders.csv"):
        owner[row["order_number"]] = row["customer_id"]
        if row["status"] == "delivered":
            bought[row["customer_id"]] += 1
    for row in read(folder, "returns.csv"):
        back[owner[row["order_number"]]] += 1
    chronic = [who for who, lines in bought.items() if lines >= 5 and back[who] / lines >= 0.9]
    minutes = Counter()
    for row in read(folder, "service_contacts.csv"):
        minutes[row["customer_id"]] += int(row["minutes"])
    assert len(chronic) >= 30
    assert sum(spent >= 240 for spent in minutes.values()) >= 30


def test_returns_name_lines_that_were_bought(folder) -> None:
    lines = {(row["order_number"], row["sku"]) for row in read(folder, "orders.csv")}
    assert {(row["order_number"], row["sku"]) for row in read(folder, "returns.csv")} <= lines


def test_accessories_bought_with_a_device_follow_the_curated_relations(folder) -> None:
    follows = defaultdict(set)
    for row in rows("relations.csv"):
        follows[row["source_sku"]].add(row["target_sku"])
    baskets = defaultdict(set)
    for row in read(folder, "orders.csv"):
        baskets[row["order_number"]].add(row["sku"])
    cases = [skus for skus in baskets.values() if "PH-AUR-X2-128-BLK" in skus]
    wrong = {
        sku for skus in cases for sku in skus if sku.startswith("CASE-") and sku not in follows["PH-AUR-X2-128-BLK"]
    }
    assert cases and not wrong
