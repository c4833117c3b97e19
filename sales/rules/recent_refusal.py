"""A no is followed by a pause that doubles with every further no, until a yes (R25)."""

from sales.offer import Reason
from sales.situation import Situation

_MOST_DOUBLINGS = 20


def recent_refusal(situation: Situation) -> Reason | None:
    """Silence until the pause since the last refusal is over, unless the customer asks."""
    history, limits = situation.history, situation.limits
    if situation.asked_for or history.last_refusal_at is None:
        return None
    doublings = min(max(0, history.refusals_in_a_row - 1), _MOST_DOUBLINGS)
    pause = min(limits.pause_after_refusal * 2**doublings, limits.pause_at_most)
    return Reason.RECENT_REFUSAL if situation.now < history.last_refusal_at + pause else None
