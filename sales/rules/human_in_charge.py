"""Once a person has the conversation, the assistant sells nothing (R59)."""

from sales.offer import Reason
from sales.situation import Situation


def human_in_charge(situation: Situation) -> Reason | None:
    """Silence unless the assistant owns the conversation."""
    return None if situation.owner == "assistant" else Reason.HUMAN_IN_CHARGE
