"""A refused item is not offered again, nor is one that was shown before without an answer (R13, R49)."""

from sales.offer import Candidate, Reason
from sales.situation import Situation


def refused(situation: Situation, candidate: Candidate) -> Reason | None:
    """Drop candidates that this customer refused, or was shown in this conversation."""
    if candidate.product.sku in situation.history.refused:
        return Reason.REFUSED_BEFORE
    shown = candidate.product.sku in situation.history.offered and not situation.asked_for
    return Reason.OFFERED_BEFORE if shown else None
