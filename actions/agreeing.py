"""A yes where nothing was asked: it has seen what was told, or names what is meant."""

import re

from actions.introducing import introduce
from actions.mention import find_mention
from actions.putting import ask_to_add
from actions.turn import Turn

# Said to what was told, it agrees to nothing.
_SEEN = re.compile(r"(?:(?:ok|okay|okey|k|alright|all right|fine|good|cool|i see|got it|understood|perfect)\W*)+", re.I)


def agree_to_nothing(turn: Turn) -> None:
    """Take it for what it says, and ask where it says nothing."""
    if _SEEN.fullmatch(turn.text.strip(" .!")):
        turn.say("utter_seen")
        return
    mention = find_mention(turn)
    if mention.said and mention.one is not None:
        # "Yes, the Z5", where nothing was asked, names what is meant.
        introduce(turn, mention.one)
    elif not ask_to_add(turn):
        turn.say("utter_yes_to_what")
