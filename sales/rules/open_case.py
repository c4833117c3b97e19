"""While something is to be put right, nothing is offered on any channel (R39)."""

from sales.offer import Reason
from sales.situation import Situation


def open_case(situation: Situation) -> Reason | None:
    """Silence while any case of the customer is open."""
    return Reason.OPEN_CASE if situation.open_cases else None
