"""Asks for the explicit yes before anything is ordered."""

from actions.base import ShopAction
from actions.putting import basket_values
from actions.turn import Turn


class ActionAskOrderConfirmed(ShopAction):
    """Repeats contents, total, name and e-mail, and asks (R23, R44)."""

    def name(self) -> str:
        return "action_ask_order_confirmed"

    def act(self, turn: Turn) -> None:
        turn.say(
            "utter_confirm_order",
            customer=turn.slot("customer_name") or "",
            email=turn.slot("customer_email") or "",
            **basket_values(turn),
        )
