"""Only what can be delivered is offered (R13)."""

from sales.offer import Candidate, Reason
from sales.situation import Situation


def availability(situation: Situation, candidate: Candidate) -> Reason | None:
    """Drop candidates that are out of stock or no longer sold, or whose inseparable service is (R14)."""
    together = (candidate.product, candidate.service) if candidate.product.installation else (candidate.product,)
    return None if all(product and product.in_stock for product in together) else Reason.OUT_OF_STOCK
