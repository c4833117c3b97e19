"""Upgrades only before the purchase (R2); before payment only what the purchase needs (R28)."""

from sales.catalogue import RelationKind
from sales.offer import Candidate, Reason
from sales.situation import Moment, Situation

_BEFORE_PURCHASE = (Moment.BROWSING, Moment.PRODUCT_PAGE)


def moment(situation: Situation, candidate: Candidate) -> Reason | None:
    """Drop candidates whose kind or weight does not suit the moment."""
    if situation.moment is Moment.BEFORE_PAYMENT and not candidate.relation.essential:
        return Reason.WRONG_MOMENT
    if candidate.relation.kind is RelationKind.ALTERNATIVE:
        return Reason.WRONG_MOMENT
    if candidate.relation.kind is RelationKind.UPGRADE and situation.moment not in _BEFORE_PURCHASE:
        return Reason.WRONG_MOMENT
    return None
