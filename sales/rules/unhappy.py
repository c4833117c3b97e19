"""An unhappy customer is never sold to (R38)."""

from sales.customer import Mood
from sales.offer import Reason
from sales.situation import Situation


def unhappy(situation: Situation) -> Reason | None:
    """Silence while the mood is unhappy."""
    return Reason.UNHAPPY if situation.mood is Mood.UNHAPPY else None
