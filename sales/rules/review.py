"""What a person banned is never offered; what is only mined waits for a person (R9)."""

from sales.catalogue import RelationState
from sales.offer import Candidate, Reason
from sales.situation import Situation

_DROPPED = {
    RelationState.BANNED: Reason.BANNED,
    RelationState.PROPOSED: Reason.NOT_ACCEPTED_YET,
}


def review(situation: Situation, candidate: Candidate) -> Reason | None:
    """Drop banned and merely proposed relations."""
    return _DROPPED.get(candidate.relation.state)
