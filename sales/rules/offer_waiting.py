"""One offer at a time: a second one would make a plain yes ambiguous (R44)."""

from sales.offer import Reason
from sales.situation import Situation


def offer_waiting(situation: Situation) -> Reason | None:
    """Silence while an earlier offer has no answer yet."""
    return Reason.OFFER_WAITING if situation.history.waiting and not situation.asked_for else None
