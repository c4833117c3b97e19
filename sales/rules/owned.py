"""What the customer has is not offered again, unless it is a refill that is used up by now (R4, R13)."""

from datetime import timedelta

from sales.offer import Candidate, Reason
from sales.situation import Situation


def owned(situation: Situation, candidate: Candidate) -> Reason | None:
    """Drop candidates that the customer owns; a refill counts as used up after its reorder days."""
    bought_at = situation.customer.owned.get(candidate.product.sku) if situation.customer else None
    if bought_at is None:
        return None
    days = candidate.product.reorder_days
    used_up = days is not None and situation.now >= bought_at + timedelta(days=days)
    return None if used_up else Reason.OWNED
