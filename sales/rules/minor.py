"""Nobody under age is sold to (R48)."""

from sales.offer import Reason
from sales.situation import Situation


def minor(situation: Situation) -> Reason | None:
    """Silence for a customer who said to be younger than the shop's age for selling; nobody is asked."""
    return Reason.MINOR if situation.age is not None and situation.age < situation.limits.adult_from else None
