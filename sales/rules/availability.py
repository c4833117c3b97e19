"""Only what can be delivered is offered (R13)."""

from sales.offer import Candidate, Reason
from sales.situation import Situation


def availability(situation: Situation, candidate: Candidate) -> Reason | None:
    """Drop candidates that are out of stock or no longer sold."""
    return None if candidate.product.in_stock else Reason.OUT_OF_STOCK
