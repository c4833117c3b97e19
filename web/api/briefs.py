"""A brief as plain data; what is not known is null or named in `missing`."""

from typing import Any

from chat.briefing import Brief
from chat.parts import Parts
from chat.views import conversation_view, product_view, quote_view, time_view
from sales.customer import Customer
from sales.handoff.solution import Solution

Json = dict[str, Any]


def brief_view(parts: Parts, brief: Brief) -> Json:
    """What an agent has to know first."""
    talk = brief.standing.conversation
    products = parts.store.catalogue.many(sorted(talk.basket.skus | ({talk.page_sku} if talk.page_sku else set())))
    return {
        "need": dict(brief.handoff.need),
        "missing": list(brief.missing),
        "said_need": talk.need or None,
        "summary": list(brief.summary),
        "conversation": conversation_view(brief.standing, parts.clock()),
        "cart": _cart(brief, products),
        "page": product_view(products[talk.page_sku]) if talk.page_sku and talk.page_sku in products else None,
        "open_cases": [
            {"kind": case.kind.value, "order_number": case.order_number, "opened_at": time_view(case.opened_at)}
            for case in brief.standing.open_cases
        ],
        "customer": brief.customer and _customer(brief.customer),
        "likes": [{"name": one.name, "value": one.value, "stated": one.stated} for one in brief.likes],
        "orders": [
            {
                "number": order.number,
                "placed_at": time_view(order.placed_at),
                "status": order.status,
                "total": str(order.total),
                "currency": order.currency,
            }
            for order in brief.orders
        ],
        "mood": [{"at": time_view(one.at), "what": one.what, "state": one.state} for one in brief.timeline],
        "offers": [
            {
                "kind": offer.kind,
                "skus": [sku for sku, _, _ in offer.items],
                "price": str(offer.price),
                "answer": offer.answer,
            }
            for offer in brief.offers
        ],
        "quotes": [quote_view(quote) for quote in brief.quotes],
        "notes": [{"author": note.author, "text": note.text, "at": time_view(note.at)} for note in brief.notes],
        "solution": brief.solution and _solution(brief.solution),
    }


def _cart(brief: Brief, products: Any) -> list[Json]:
    return [
        {**product_view(products[line.sku]), "quantity": line.quantity}
        for line in brief.standing.conversation.basket.lines
        if line.sku in products
    ]


def _customer(customer: Customer) -> Json:
    return {
        "id": customer.id,
        "name": customer.name,
        "email": customer.email,
        "orders": customer.orders,
        "revenue": str(customer.revenue),
        "units_returned": customer.units_returned,
    }


def _solution(solution: Solution) -> Json:
    return {
        "items": [
            {**product_view(each.product), "quantity": each.quantity, "why": each.why} for each in solution.parts
        ],
        "price": str(solution.price),
        "margin": None if solution.margin is None else str(solution.margin),
        "currency": solution.currency,
        "over_budget": None if solution.over_budget is None else str(solution.over_budget),
    }
