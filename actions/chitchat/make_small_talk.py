"""Answers what is neither a wish nor a trouble."""

from actions.base import ShopAction
from actions.turn import Turn


class ActionMakeSmallTalk(ShopAction):
    """One friendly line."""

    def name(self) -> str:
        return "action_make_small_talk"

    def act(self, turn: Turn) -> None:
        turn.say("utter_small_talk")
