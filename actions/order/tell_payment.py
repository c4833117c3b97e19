"""Tells how one can pay."""

import bootstrap
from actions.base import ShopAction
from actions.turn import Turn
from sales.wording import listed


class ActionTellPayment(ShopAction):
    """The shop's payment methods, from its settings."""

    def name(self) -> str:
        return "action_tell_payment"

    def act(self, turn: Turn) -> None:
        turn.say("utter_payment", methods=listed(bootstrap.shop().payment_methods))
