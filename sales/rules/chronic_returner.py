"""Those who return nearly everything are left out (R41)."""

from sales.offer import Reason
from sales.situation import Situation


def chronic_returner(situation: Situation) -> Reason | None:
    """Silence for a customer whose returned share of units is over the limit, given enough units to tell."""
    customer, limits = situation.customer, situation.limits
    if customer is None or customer.units_returned < limits.returned_units_at_least:
        return None
    share = customer.units_returned / max(customer.units_bought, 1)
    return Reason.CHRONIC_RETURNER if share >= limits.returned_share else None
