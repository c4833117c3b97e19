"""A closed case alone does not end the silence; the customer has to show that all is well again (R40)."""

from sales.offer import Reason
from sales.situation import Situation


def settled_case(situation: Situation) -> Reason | None:
    """Silence while no good sign came since a case was closed."""
    return Reason.NO_GOOD_SIGN if situation.case_solved else None
