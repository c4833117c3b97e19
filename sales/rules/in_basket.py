"""What is in the basket, or does the same as what is, is not offered again (R13)."""

from sales.offer import Candidate, Reason
from sales.situation import Situation


def in_basket(situation: Situation, candidate: Candidate) -> Reason | None:
    """Drop candidates that are in the basket, and a second one of a kind, unless a device does not work without."""
    if candidate.product.sku in situation.basket.skus:
        return Reason.IN_BASKET
    source, kind = situation.products.get(candidate.relation.source), candidate.product.category
    if candidate.relation.essential or kind == (source.category if source else ""):
        return None
    there = (situation.products.get(sku) for sku in situation.basket.skus)
    return Reason.IN_BASKET if any(product and product.category == kind for product in there) else None
