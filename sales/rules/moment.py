"""Upgrades only before the purchase (R2); before payment only what the purchase needs (R28).

While setting up only what takes doubt or work away (R31); in support only what solves that very problem (R32). Right
after another offer only what the device does not work without: more would be pushing.
"""

from sales.catalogue import ProductKind, RelationKind
from sales.offer import Candidate, Reason
from sales.situation import Moment, Situation

_BEFORE_PURCHASE = (Moment.BROWSING, Moment.PRODUCT_PAGE)


def moment(situation: Situation, candidate: Candidate) -> Reason | None:
    """Drop candidates whose kind or weight does not suit the moment."""
    if situation.moment is Moment.BEFORE_PAYMENT and not candidate.relation.essential:
        return Reason.WRONG_MOMENT
    if situation.needed_only and not candidate.relation.essential:
        return Reason.OFFERED_LATELY
    if situation.moment is Moment.SETTING_UP and not _takes_work_away(candidate):
        return Reason.WRONG_MOMENT
    if situation.moment is Moment.SUPPORT and not candidate.solves:
        return Reason.WRONG_MOMENT
    if candidate.relation.kind is RelationKind.ALTERNATIVE:
        return Reason.WRONG_MOMENT
    if candidate.relation.kind is RelationKind.UPGRADE and situation.moment not in _BEFORE_PURCHASE:
        return Reason.WRONG_MOMENT
    return None


def _takes_work_away(candidate: Candidate) -> bool:
    return candidate.relation.essential or candidate.product.kind is ProductKind.SERVICE
