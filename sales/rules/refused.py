"""A refused item is not offered again, nor something like it in its place, nor what was shown unanswered (R13, R49)."""

from sales.offer import Candidate, Reason
from sales.situation import Situation


def refused(situation: Situation, candidate: Candidate) -> Reason | None:
    """Drop what this customer refused anywhere, and what is of the kind refused, or was shown, in this conversation."""
    product, history = candidate.product, situation.history
    if product.sku in history.refused:
        return Reason.REFUSED_BEFORE
    if situation.asked_for:
        return None
    if product.category in history.refused_kinds:
        return Reason.REFUSED_KIND
    return Reason.OFFERED_BEFORE if product.sku in history.offered else None
