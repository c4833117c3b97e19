"""Tells what the warranty is."""

import bootstrap
from actions.base import ShopAction
from actions.mention import find_mention
from actions.turn import Turn


class ActionTellWarranty(ShopAction):
    """The years that the shop gives; what a single case covers is for a person to judge."""

    def name(self) -> str:
        return "action_tell_warranty"

    def act(self, turn: Turn) -> None:
        if (about := find_mention(turn)).said and about.one is not None:
            # "Can I extend it", said next, is about that one.
            turn.focus(about.one)
        turn.say(
            "utter_warranty_damage" if turn.values("problem") else "utter_warranty",
            years=bootstrap.shop().warranty_years,
        )
        turn.ask("colleague")
