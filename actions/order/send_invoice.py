"""Helps with an invoice."""

from actions.base import ShopAction
from actions.order.show_order import order_values
from actions.proving import find_order, lacks_proof
from actions.turn import Turn
from sales.conversation import Order


class ActionSendInvoice(ShopAction):
    """After proof it gives the order's figures; the paper comes from a colleague, to the address on the order."""

    def name(self) -> str:
        return "action_send_invoice"

    def act(self, turn: Turn) -> None:
        if lacks_proof(turn):
            return
        order = find_order(turn, "invoice")
        if order is not None:
            pass_invoice_on(turn, order)


def pass_invoice_on(turn: Turn, order: Order) -> None:
    """Say what the invoice is about and offer the colleague who sends it."""
    turn.say("utter_invoice", **order_values(turn, order))
    turn.ask("colleague")
