"""What `action_tell_discount` promises."""

from datetime import UTC, datetime
from pathlib import Path

from actions.complain.open_case import ActionOpenCase
from actions.order.tell_discount import ActionTellDiscount
from database.session import open_engine
from jobs.import_shop import import_files

ACT = ActionTellDiscount()


def test_no_discount_is_made_up(customer) -> None:
    assert customer.says(ACT, "any discount?", intent="ask_discount").responses == ["utter_no_discounts"]


def test_a_discount_that_is_over_is_not_told(customer, tmp_path: Path) -> None:
    _discount(tmp_path, "2026-01-31")
    assert customer.says(ACT, "any discount?", intent="ask_discount").responses == ["utter_no_discounts"]


def test_what_runs_today_is_told_with_its_last_day(customer, tmp_path: Path) -> None:
    _discount(tmp_path, "2099-12-31")
    heard = customer.says(ACT, "any discount?", intent="ask_discount")
    assert heard.responses == ["utter_discounts"]
    assert heard.values["discounts"] == "10 % off air purifiers until Thursday 31 December"
    assert customer.store.catalogue.get("AIR-BRI-P30").price_before is not None


def _discount(tmp_path: Path, until: str) -> None:
    """Have the customer's shop take in a discount from 2026 on."""
    file = tmp_path / "discounts.csv"
    row = f"air,category:air-purifiers,10,2026-01-01,{until},Ada Quill,too many on the shelf"
    file.write_text(f"discount,target,percent,from,until,owner,reason\n{row}\n", encoding="utf-8")
    opened = open_engine(f"sqlite:///{tmp_path / 'shop.db'}")
    import_files(opened, [file], now=datetime(2026, 11, 21, tzinfo=UTC))
    opened.dispose()


def test_asked_again_in_other_words_nothing_is_told_twice(customer, tmp_path: Path) -> None:
    customer.says(ACT, "any voucher?", intent="ask_discount")
    heard = customer.says(ACT, "student discount?", intent="ask_discount")
    assert heard.responses == ["utter_no_other_discounts"]


def test_in_trouble_a_new_one_is_no_bargain(customer) -> None:
    customer.is_unhappy()
    customer.says(ActionOpenCase(), "the phone is dead", intent="report_defect", product="phone")
    heard = customer.says(ACT, "so do i get a new one or what", intent="ask_discount")
    assert heard.responses[0] == "utter_case_more"
