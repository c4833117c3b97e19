"""A cap per conversation, per day and per week (R25)."""

from sales.offer import Reason
from sales.situation import Situation


def caps(situation: Situation) -> Reason | None:
    """Silence once a cap is reached, unless the customer asks."""
    history, limits = situation.history, situation.limits
    if situation.asked_for:
        return None
    if history.in_conversation >= limits.offers_per_conversation:
        return Reason.CAP_CONVERSATION
    if history.today >= limits.offers_per_day:
        return Reason.CAP_DAY
    return Reason.CAP_WEEK if history.this_week >= limits.offers_per_week else None
