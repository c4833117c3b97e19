"""Tells about discounts."""

import bootstrap
from actions.base import ShopAction
from actions.turn import Turn
from sales.wording import listed


class ActionTellDiscount(ShopAction):
    """The discounts that run, or the honest word that there are none; no haggling."""

    def name(self) -> str:
        return "action_tell_discount"

    def act(self, turn: Turn) -> None:
        running = bootstrap.shop().discounts
        if running:
            turn.say("utter_discounts", discounts=listed(running))
        else:
            turn.say("utter_no_discounts")
