"""Cancels an order that is not on its way yet."""

from actions.base import ShopAction
from actions.proving import find_order
from actions.turn import Turn
from sales.conversation import Order
from sales.errors import ConflictError


class ActionCancelOrder(ShopAction):
    """After proof it asks once more; nothing is cancelled without a yes."""

    leaves_form = True

    def name(self) -> str:
        return "action_cancel_order"

    def act(self, turn: Turn) -> None:
        if turn.tracker.active_loop.get("name") == "checkout_form" and not turn.value("order_number"):
            turn.say("utter_order_not_placed")
            return
        order = find_order(turn, "cancel")
        if order is not None:
            confirm_cancelling(turn, order)


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
