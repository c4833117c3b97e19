"""What is in the basket is not offered again (R13)."""

from sales.offer import Candidate, Reason
from sales.situation import Situation


def in_basket(situation: Situation, candidate: Candidate) -> Reason | None:
    """Drop candidates that are in the basket."""
    return Reason.IN_BASKET if candidate.product.sku in situation.basket.skus else None
