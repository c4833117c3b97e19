"""A no is followed by a pause that doubles with every further no (R25)."""

from sales.offer import Reason
from sales.situation import Situation


def recent_refusal(situation: Situation) -> Reason | None:
    """Silence until the pause since the last refusal is over, unless the customer asks."""
    history, pause = situation.history, situation.limits.pause_after_refusal
    if situation.asked_for or history.last_refusal_at is None:
        return None
    pause *= 2 ** max(0, history.refusals_in_conversation - 1)
    return Reason.RECENT_REFUSAL if situation.now < history.last_refusal_at + pause else None
