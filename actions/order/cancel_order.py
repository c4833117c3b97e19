"""Cancels an order that is not on its way yet."""

import re

from actions.base import ShopAction
from actions.proving import TASK, find_order, latest_order
from actions.turn import Turn
from sales.conversation import Order
from sales.errors import ConflictError

_AN_ORDER = re.compile(
    r"\b(?:ord\w*r\w*|purchases?|bought|deliver\w*|parcels?|packages?|shipments?|shipped|sent)\b", re.I
)


class ActionCancelOrder(ShopAction):
    """After proof it asks once more; nothing is cancelled without a yes."""

    leaves_form = True

    def name(self) -> str:
        return "action_cancel_order"

    def act(self, turn: Turn) -> None:
        if turn.tracker.active_loop.get("name") == "checkout_form" and not turn.value("order_number"):
            turn.say("utter_order_not_placed")
            return
        if _names_nothing(turn) and latest_order(turn) is None:
            turn.set(TASK, None)
            turn.say("utter_cancel_what")
            return
        order = find_order(turn, "cancel")
        if order is not None:
            confirm_cancelling(turn, order)


def _names_nothing(turn: Turn) -> bool:
    """A bare "cancel" that speaks of no order: what was asked last is dropped, and no number is asked for."""
    return not (turn.value("order_number") or _AN_ORDER.search(turn.text))


def confirm_cancelling(turn: Turn, order: Order) -> None:
    """Ask for the yes, or say why it is too late."""
    if order.status == "cancelled":
        turn.say("utter_order_cancelled", number=order.number)
    elif order.status != "placed":
        turn.say("utter_cancel_too_late", number=order.number)
        turn.ask("colleague")
    else:
        turn.say("utter_cancel_sure", number=order.number, total=turn.money(order.total, order.currency))
        turn.ask(f"cancel {order.number}")


def cancel(turn: Turn, number: str) -> None:
    """Cancel after the yes; only an order that this conversation has proven."""
    if number not in turn.store.orders.proofs(turn.id) and turn.conversation.customer_id is None:
        turn.say("utter_order_not_proven")
        return
    try:
        turn.store.orders.cancel(number, turn.now)
    except ConflictError:
        turn.say("utter_cancel_too_late", number=number)
        turn.ask("colleague")
        return
    turn.consent(f"cancel order {number}", {"order": number}, "accept")
    turn.say("utter_order_cancelled", number=number)
