"""Tells how returning works."""

import bootstrap
from actions.base import ShopAction
from actions.turn import Turn


class ActionTellReturns(ShopAction):
    """The shop's return terms, from its settings."""

    def name(self) -> str:
        return "action_tell_returns"

    def act(self, turn: Turn) -> None:
        shop = bootstrap.shop()
        turn.say(
            "utter_returns_free" if shop.return_free else "utter_returns_paid",
            days=shop.return_days,
            refund_days=shop.refund_days,
        )
