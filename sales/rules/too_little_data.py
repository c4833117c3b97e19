"""What was seen too seldom proves nothing; until then only what people curated is offered (R19)."""

from sales.catalogue import Origin, RelationState
from sales.offer import Candidate, Reason
from sales.situation import Situation


def too_little_data(situation: Situation, candidate: Candidate) -> Reason | None:
    """Drop mined pairs that were bought together too few times to tell; what a person pinned is a person's word."""
    relation = candidate.relation
    if relation.evidence.origin is not Origin.MINED or relation.state is RelationState.PINNED:
        return None
    seen = relation.evidence.together or 0
    return Reason.TOO_LITTLE_DATA if seen < situation.limits.mined_together_at_least else None
