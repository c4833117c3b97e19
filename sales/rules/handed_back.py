"""When a person gave the conversation back, the assistant does not begin with selling, and heeds what they noted."""

from sales.offer import Reason
from sales.situation import Situation


def handed_back(situation: Situation) -> Reason | None:
    """Silence for a while after a person gave the conversation back, unless the customer asks.

    Where the person noted that nothing is to be offered, the while has no end.
    """
    if situation.asked_for or situation.handed_back_at is None:
        return None
    if situation.no_offers:
        return Reason.HANDED_BACK
    until = situation.handed_back_at + situation.limits.pause_after_person
    return Reason.HANDED_BACK if situation.now < until else None
