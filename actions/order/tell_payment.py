"""Tells how one can pay."""

import bootstrap
from actions.base import ShopAction
from actions.turn import Turn
from sales.payments import method_named
from sales.wording import listed


class ActionTellPayment(ShopAction):
    """Yes or no to the method that is named, else the shop's methods, from its settings."""

    def name(self) -> str:
        return "action_tell_payment"

    def act(self, turn: Turn) -> None:
        methods = bootstrap.shop().payment_methods
        named = method_named(turn.text, methods)
        if named is None:
            turn.say("utter_payment", methods=listed(methods, "or"))
        elif named.taken_as is None:
            turn.say("utter_payment_missing", method=named.name, methods=listed(methods, "or"))
        else:
            turn.say("utter_payment_taken", method=named.name)
