"""What is in the basket, or does the same as what is, is not offered again (R13)."""

from sales.offer import Candidate, Reason
from sales.situation import Situation


def in_basket(situation: Situation, candidate: Candidate) -> Reason | None:
    """Drop candidates that are in the basket, and a second one of a kind, unless a device does not work without."""
    if candidate.product.sku in situation.basket.skus:
        return Reason.IN_BASKET
    kinds = {product.category for sku in situation.basket.skus if (product := situation.products.get(sku))}
    source = situation.products.get(candidate.relation.source)
    beside = candidate.product.category in kinds - {source.category if source else ""}
    return Reason.IN_BASKET if beside and not candidate.relation.essential else None
