""" "No more suggestions" is obeyed until the customer takes it back (R36)."""

from sales.offer import Reason
from sales.situation import Situation


def opted_out(situation: Situation) -> Reason | None:
    """Silence for those who asked for it, except to answer when they ask themselves."""
    return Reason.OPTED_OUT if situation.opted_out and not situation.asked_for else None
