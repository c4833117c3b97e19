"""Takes kind words, and what only looks like them."""

import re

from actions.base import ShopAction
from actions.before import intent_before
from actions.browse.find_variant import ActionFindVariant
from actions.out_of_scope.admit_limit import ActionAdmitLimit
from actions.turn import Turn

# "No, I said green" puts something right.
_PUTS_RIGHT = re.compile(r"^\W*(?:no+|nope|nah)\b|\bi (?:said|meant|mean|wrote|asked)\b", re.I)


class ActionTakePraise(ShopAction):
    """Thanks for it; a correction is no praise, and goes on with what it corrects."""

    def name(self) -> str:
        return "action_take_praise"

    def act(self, turn: Turn) -> None:
        if not _PUTS_RIGHT.search(turn.text):
            turn.say("utter_compliment")
        elif intent_before(turn) == "ask_other_variant":
            ActionFindVariant().act(turn)
        else:
            ActionAdmitLimit().act(turn)
