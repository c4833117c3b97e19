"""Accounts that cost more to serve than they bring are left out (R42)."""

from sales.offer import Reason
from sales.situation import Situation


def costly_account(situation: Situation) -> Reason | None:
    """Silence when service minutes, at the shop's cost a minute, exceed the profit made with the customer."""
    customer = situation.customer
    if customer is None or customer.orders == 0:
        return None
    cost = customer.service_minutes * situation.limits.service_cost_per_minute
    return Reason.COSTLY_ACCOUNT if cost > customer.profit else None
