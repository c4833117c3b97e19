"""Working hours: nobody is promised a call while the shop sleeps."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from sales.handoff.hours import WEEKDAYS, Hours

NINE_TO_SIX = ((time(9), time(18)),)
SHOP = Hours(dict.fromkeys(WEEKDAYS[:5], NINE_TO_SIX), frozenset({date(2026, 12, 25)}), ZoneInfo("Europe/Berlin"))


@pytest.mark.parametrize(
    "moment",
    [
        datetime(2026, 11, 21, 10, tzinfo=UTC),  # a Saturday
        datetime(2026, 12, 25, 10, tzinfo=UTC),  # a holiday
        datetime(2026, 11, 23, 7, 59, tzinfo=UTC),  # one minute early in Berlin
        datetime(2026, 11, 23, 17, 0, tzinfo=UTC),  # the door just closed
    ],
)
def test_nobody_is_there_outside_the_hours(moment: datetime) -> None:
    assert not SHOP.is_open(moment)


def test_a_shop_without_hours_is_always_open() -> None:
    assert Hours().is_open(datetime(2026, 11, 21, 3, tzinfo=UTC))


@pytest.mark.parametrize(
    ("asked", "promised"),
    [
        (datetime(2026, 11, 23, 9, tzinfo=UTC), datetime(2026, 11, 23, 13, tzinfo=UTC)),
        # Friday 16:00 in Berlin: two hours on Friday, the other two on Monday.
        (datetime(2026, 11, 20, 15, tzinfo=UTC), datetime(2026, 11, 23, 10, tzinfo=UTC)),
        # Christmas Eve in the evening of a Thursday: Friday is a holiday, so Monday noon.
        (datetime(2026, 12, 24, 20, tzinfo=UTC), datetime(2026, 12, 28, 12, tzinfo=UTC)),
    ],
)
def test_a_promise_counts_working_time_only(asked: datetime, promised: datetime) -> None:
    assert SHOP.add(asked, timedelta(hours=4)) == promised
