"""All that is kept of a conversation and of its proven customer, for the customer to take away (R36)."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from chat.views import conversation_view, message_views, time_view, timeline_view
from sales.conversation import Conversation, Order
from sales.errors import NotFoundError
from sales.ports import Store
from sales.tastes import guessed

Json = dict[str, Any]
_MOST = 100_000
_ANSWER = ("what", "shown", "answer", "words")


def all_known(store: Store, conversation_id: str, now: datetime) -> Json:
    """Everything by name: who, talk, what was noted and concluded, answers, decisions, orders.

    Of another person's data nothing: orders are the proven customer's, else those proven in this conversation.
    """
    standing = store.turns.standing(conversation_id)
    talk = standing.conversation
    decisions = store.offers.decisions(conversation_id, limit=_MOST)
    return {
        "made_at": time_view(now),
        "customer": _customer(store, talk),
        "conversation": {**conversation_view(standing, now), "began_at": time_view(talk.created_at)},
        "messages": message_views(store, conversation_id, store.conversations.history(conversation_id, limit=_MOST)),
        "noted": {
            "need": talk.need or None,
            "likes": [each.value for each in store.preferences.stated(conversation_id)],
            "looking_at": talk.focus,
            "no_suggestions": talk.opted_out,
        },
        "concluded": {
            "mood": timeline_view(store.timelines.of_conversation(conversation_id)),
            "likes": [each.value for each in guessed(store, talk.customer_id)],
        },
        "answers": [_answer(one) for one in store.audit.of_conversation(conversation_id)],
        "decisions": [_decision(one) for one in decisions],
        "orders": [_order(order) for order in _orders(store, talk)],
    }


def _customer(store: Store, talk: Conversation) -> Json | None:
    if talk.customer_id is None:
        return None
    try:
        known = store.customers.get(talk.customer_id)
    except NotFoundError:
        return {"id": talk.customer_id}
    return {
        "id": known.id,
        "name": known.name,
        "email": known.email,
        "orders": known.orders,
        "revenue": str(known.revenue),
        "units_bought": known.units_bought,
        "units_returned": known.units_returned,
        "service_minutes": known.service_minutes,
        "no_suggestions": known.opted_out,
    }


def _orders(store: Store, talk: Conversation) -> Sequence[Order]:
    if talk.customer_id is not None:
        return store.orders.of_customer(talk.customer_id, limit=_MOST)
    return [store.orders.by_number(number) for number in store.orders.proofs(talk.id)]


def _order(order: Order) -> Json:
    return {
        "number": order.number,
        "placed_at": time_view(order.placed_at),
        "status": order.status,
        "total": str(order.total),
        "currency": order.currency,
        "lines": [{"sku": sku, "quantity": quantity, "price": str(price)} for sku, quantity, price in order.lines],
    }


def _answer(one: Mapping[str, Any]) -> Json:
    return {"at": time_view(one["at"]), **{name: one[name] for name in _ANSWER}}


def _decision(one: Mapping[str, Any]) -> Json:
    """Whether something was offered and by which rule not; which products were weighed is the shop's."""
    return {"at": time_view(one["at"]), "moment": one["moment"], "outcome": one["outcome"], "rule": one["rule"]}
