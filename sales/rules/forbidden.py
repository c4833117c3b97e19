"""Combinations that the shop forbids are never made (R47)."""

from sales.offer import Candidate, Reason
from sales.situation import Situation


def forbidden(situation: Situation, candidate: Candidate) -> Reason | None:
    """Drop candidates that a forbidden pair, of SKUs or categories, ties to the anchor or the basket."""
    if not situation.limits.forbidden_pairs:
        return None
    ours = {candidate.product.sku, candidate.product.category}
    theirs = {
        name
        for sku in (*situation.anchors, *situation.basket.skus)
        if (product := situation.products.get(sku))
        for name in (sku, product.category)
    }
    clash = any(frozenset({a, b}) in situation.limits.forbidden_pairs for a in ours for b in theirs)
    return Reason.FORBIDDEN_COMBINATION if clash else None
