"""Passes a change of an order on to a person who can make it."""

from actions.base import ShopAction
from actions.proving import find_order
from actions.turn import Turn
from sales.conversation import Order


class ActionChangeOrder(ShopAction):
    """After proof it says whether a change is still possible and offers the colleague who makes it."""

    def name(self) -> str:
        return "action_change_order"

    def act(self, turn: Turn) -> None:
        order = find_order(turn, "change")
        if order is not None:
            pass_change_on(turn, order)


def pass_change_on(turn: Turn, order: Order) -> None:
    """Say how the order stands, and who can change it."""
    turn.say("utter_change_possible" if order.status == "placed" else "utter_change_too_late", number=order.number)
    turn.ask("colleague")
