"""Regulated and expert products are for a qualified person to sell (R48)."""

from sales.offer import Candidate, Reason
from sales.situation import Situation


def expert(situation: Situation, candidate: Candidate) -> Reason | None:
    """Drop regulated candidates."""
    return Reason.NEEDS_EXPERT if candidate.product.regulated else None
