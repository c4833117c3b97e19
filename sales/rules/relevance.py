"""A minimum relevance is required; popular but unrelated never passes (R7)."""

from sales.offer import Candidate, Reason
from sales.situation import Situation


def relevance(situation: Situation, candidate: Candidate) -> Reason | None:
    """Drop candidates below the minimum relevance."""
    return Reason.BELOW_RELEVANCE if candidate.relevance < situation.limits.minimum_relevance else None
