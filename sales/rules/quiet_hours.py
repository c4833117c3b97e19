"""What we send unasked comes by day (R68)."""

from zoneinfo import ZoneInfo

from sales.offer import Reason
from sales.situation import Situation


def quiet_hours(situation: Situation) -> Reason | None:
    """Silence for anything outbound from `quiet_from` to `quiet_until`, full hours of the shop's own time."""
    limits = situation.limits
    if not situation.outbound or limits.quiet_from == limits.quiet_until:
        return None
    hour = situation.now.astimezone(ZoneInfo(limits.timezone)).hour
    since, until = (hour - limits.quiet_from) % 24, (limits.quiet_until - limits.quiet_from) % 24
    return Reason.QUIET_HOURS if since < until else None
