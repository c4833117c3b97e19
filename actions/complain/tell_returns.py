"""Tells how returning works."""

import re

import bootstrap
from actions.base import ShopAction
from actions.turn import Turn

# What the terms may treat apart; the shop's settings say nothing of it.
_USED = re.compile(
    r"\b(?:open(?:ed)?|used|worn|wore|tried|unboxed|unpacked|unsealed|seal|broken seal|without (?:the |its )?(?:box|"
    r"packaging|receipt)|no (?:box|packaging|receipt)|original (?:box|packaging)|lost the (?:box|receipt))\b",
    re.I,
)


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
        if _USED.search(turn.text):
            turn.say("utter_returns_used")
