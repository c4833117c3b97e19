"""Advertising that nobody asked for needs a recorded yes (R44, R68)."""

from sales.offer import Reason
from sales.situation import Situation


def marketing_consent(situation: Situation) -> Reason | None:
    """Silence for anything outbound without consent; an opt-out of suggestions counts as a no here too."""
    if not situation.outbound or (situation.marketing_consent and not situation.opted_out):
        return None
    return Reason.NO_MARKETING_CONSENT
