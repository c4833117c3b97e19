"""Tells where an order is."""

import re

from actions.base import ShopAction
from actions.order.tell_delivery import ActionTellDelivery
from actions.proving import TASK, find_order
from actions.turn import Turn
from sales.conversation import Order
from sales.wording import listed

_ORDER = re.compile(r"\b(?:orders?|ordered|parcels?|packages?|shipments?|bought|tracking|track)\b", re.I)
_STATES = ("placed", "shipped", "delivered", "late", "cancelled")


class ActionShowOrder(ShopAction):
    """State, contents and delivery day of an order, after proof."""

    def name(self) -> str:
        return "action_show_order"

    def act(self, turn: Turn) -> None:
        if _asks_of_what_is_not_ordered_yet(turn):
            ActionTellDelivery().act(turn)
            return
        order = find_order(turn, "status")
        if order is not None:
            tell_order(turn, order)


def _asks_of_what_is_not_ordered_yet(turn: Turn) -> bool:
    """ "When will it arrive", with things in the basket and no order spoken of."""
    speaks = turn.value("order_number") or turn.value("email") or _ORDER.search(turn.text)
    proven = turn.store.orders.proofs(turn.id)
    return bool(turn.conversation.basket.lines) and not speaks and not proven and not turn.slot(TASK)


def tell_order(turn: Turn, order: Order) -> None:
    """Say where the order is."""
    state = order.status if order.status in _STATES else "placed"
    turn.say(f"utter_order_{state}", **order_values(turn, order))
    if state == "late":
        turn.ask("colleague")


def order_values(turn: Turn, order: Order) -> dict[str, str]:
    """The order in words: number, contents, total, and the day it was placed and is delivered."""
    found = turn.store.catalogue.many(sku for sku, _, _ in order.lines)
    names = [
        f"{count} × {found[sku].name if sku in found else sku}"  # noqa: RUF001
        if count > 1
        else (found[sku].name if sku in found else sku)
        for sku, count, _ in order.lines
    ]
    return {
        "number": order.number,
        "contents": listed(names),
        "total": turn.money(order.total, order.currency),
        "placed": turn.day(order.placed_at),
        "day": turn.day(order.delivery_on) if order.delivery_on else "",
        "email": order.email,
    }
