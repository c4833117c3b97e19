"""Between which days a parcel comes that is ordered today: working days, Monday to Friday."""

from datetime import date, timedelta

_SATURDAY = 5


def arrival(ordered: date, days_from: int, days_to: int) -> tuple[date, date]:
    """The first and the last day on which it comes, `days_from` and `days_to` working days after the order."""
    return _after(ordered, days_from), _after(ordered, days_to)


def _after(day: date, working_days: int) -> date:
    while working_days > 0:
        day += timedelta(days=1)
        working_days -= day.weekday() < _SATURDAY
    return day
