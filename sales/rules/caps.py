"""A cap per conversation and per day (R25)."""

from sales.offer import Reason
from sales.situation import Situation


def caps(situation: Situation) -> Reason | None:
    """Silence once a cap is reached, unless the customer asks."""
    if situation.asked_for:
        return None
    if situation.history.in_conversation >= situation.limits.offers_per_conversation:
        return Reason.CAP_CONVERSATION
    return Reason.CAP_DAY if situation.history.today >= situation.limits.offers_per_day else None
