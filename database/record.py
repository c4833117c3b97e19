"""A decision's inputs and verdicts as plain data for the log."""

from typing import Any

from sales.offer import Decision
from sales.situation import Situation


def situation_as_data(situation: Situation) -> dict[str, Any]:
    """What the silence rules looked at, in JSON's types; product facts stay in the catalogue."""
    customer, history = situation.customer, situation.history
    return {
        "anchors": list(situation.anchors),
        "basket": [[line.sku, line.quantity] for line in situation.basket.lines],
        "mood": situation.mood.value,
        "owner": situation.owner,
        "opted_out": situation.opted_out,
        "asked_for": situation.asked_for,
        "need": situation.need,
        "open_cases": [[case.id, case.kind.value] for case in situation.open_cases],
        "case_solved": situation.case_solved,
        "customer": None
        if customer is None
        else {
            "id": customer.id,
            "orders": customer.orders,
            "units_bought": customer.units_bought,
            "units_returned": customer.units_returned,
            "profit": str(customer.profit),
            "service_minutes": customer.service_minutes,
        },
        "history": {
            "in_conversation": history.in_conversation,
            "today": history.today,
            "offered": sorted(history.offered),
            "refused": sorted(history.refused),
            "refusals_in_conversation": history.refusals_in_conversation,
            "last_refusal_at": history.last_refusal_at.isoformat() if history.last_refusal_at else None,
            "waiting": history.waiting,
        },
    }


def verdicts_as_data(decision: Decision) -> list[dict[str, Any]]:
    """Every candidate with its relevance and, where it was dropped, the reason."""
    return [
        {
            "sku": verdict.sku,
            "anchor": verdict.anchor,
            "relevance": round(verdict.relevance, 4),
            "reason": verdict.reason.value if verdict.reason else None,
        }
        for verdict in decision.verdicts
    ]
