"""What the dialogue's own lock has stopped stays stopped, and the record says so."""

from sales.offer import Reason
from sales.situation import Situation


def held_by_dialogue(situation: Situation) -> Reason | None:
    """Silence where the guarded policies held the offer back and no rule here would have."""
    return Reason.HELD_BY_DIALOGUE if situation.held else None
