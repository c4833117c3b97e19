"""What the customer has is not offered again, unless it is used up by now (R4, R13)."""

from sales.habits import is_due
from sales.offer import Candidate, Reason
from sales.situation import Situation


def owned(situation: Situation, candidate: Candidate) -> Reason | None:
    """Drop candidates that the customer owns, until it is time for them by the own rhythm or the reorder days."""
    customer, product = situation.customer, candidate.product
    if customer is None or product.sku not in customer.owned:
        return None
    return None if is_due(customer, product, situation.now) else Reason.OWNED
