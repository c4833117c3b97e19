"""What `arrival` promises."""

from datetime import date

from sales.delivering import arrival


def test_a_weekend_does_not_count() -> None:
    friday = date(2026, 11, 20)
    assert arrival(friday, 2, 3) == (date(2026, 11, 24), date(2026, 11, 25))


def test_what_is_ordered_on_a_sunday_counts_from_monday() -> None:
    assert arrival(date(2026, 11, 22), 1, 1) == (date(2026, 11, 23), date(2026, 11, 23))


def test_within_a_week_it_is_the_days_alone() -> None:
    assert arrival(date(2026, 11, 16), 2, 3) == (date(2026, 11, 18), date(2026, 11, 19))
