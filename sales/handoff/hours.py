"""When people are there, and by when they promise to be back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, timezone, tzinfo

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_LOOK_AHEAD_DAYS = 60
Span = tuple[time, time]
UTC = timezone.utc


@dataclass(frozen=True)
class Hours:
    """Opening times of a week in the shop's own time zone; a weekday that is not named is closed."""

    week: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)
    holidays: frozenset[date] = frozenset()
    zone: tzinfo = UTC

    def is_open(self, now: datetime) -> bool:
        """Whether people work at that moment; always where no hours are set."""
        if not self.week:
            return True
        here = now.astimezone(self.zone)
        return any(begin <= here.time() < end for begin, end in self._spans(here.date()))

    def add(self, now: datetime, working: timedelta) -> datetime:
        """The moment by which that much working time has passed; `now` plus it where no hours are set or none come."""
        if not self.week:
            return now + working
        left, here = working, now.astimezone(self.zone)
        for ahead in range(_LOOK_AHEAD_DAYS):
            day = here.date() + timedelta(days=ahead)
            for begin, end in self._spans(day):
                opens, closes = (datetime.combine(day, each, self.zone) for each in (begin, end))
                start = max(opens, here)
                if start >= closes:
                    continue
                if start + left <= closes:
                    return (start + left).astimezone(now.tzinfo)
                left -= closes - start
        return now + working

    def _spans(self, day: date) -> tuple[Span, ...]:
        return () if day in self.holidays else self.week.get(WEEKDAYS[day.weekday()], ())
