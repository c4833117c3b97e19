"""Compatibility is a hard rule, and unknown counts as no (R5)."""

from sales.compatibility import Fit
from sales.offer import Candidate, Reason
from sales.situation import Situation

_DROPPED = {Fit.DOES_NOT: Reason.DOES_NOT_FIT, Fit.UNKNOWN: Reason.FIT_UNKNOWN}


def fit(situation: Situation, candidate: Candidate) -> Reason | None:
    """Drop candidates that do not fit their anchor, or of which nobody knows."""
    return _DROPPED.get(candidate.fits)
