"""Answers what is neither a wish nor a trouble."""

import re

from actions.base import ShopAction
from actions.turn import Turn

_LOOKING = re.compile(r"\b(?:looking|browsing|(?:a|have a) (?:quick )?look|window[ -]shopping)\b", re.I)


class ActionMakeSmallTalk(ShopAction):
    """One friendly line."""

    def name(self) -> str:
        return "action_make_small_talk"

    def act(self, turn: Turn) -> None:
        turn.say("utter_look_around" if _LOOKING.search(turn.text) else "utter_small_talk")
