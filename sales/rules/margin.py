"""Nothing is offered below the margin floor (R51)."""

from sales.offer import Candidate, Reason
from sales.situation import Situation


def margin(situation: Situation, candidate: Candidate) -> Reason | None:
    """Drop candidates whose margin, as a share of the price, is under the floor; unknown costs pass."""
    made = candidate.product.margin
    if made is None:
        return None
    return Reason.BELOW_MARGIN_FLOOR if made < candidate.product.price * situation.limits.margin_floor else None
