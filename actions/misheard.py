"""Words that are hardly about the basket, said while nothing is in it: "over ear", "one cable?"."""

import re

from actions.advise.tell_feature import ActionTellFeature
from actions.browse.find_products import find_and_tell
from actions.out_of_scope.admit_limit import ActionAdmitLimit
from actions.turn import Turn

_BASKET = re.compile(
    r"\b(?:basket|cart|trolley|bag|remove|take (?:it |that )?out|delete|how many|total|pieces?)\b", re.I
)
_HOW_MANY = re.compile(r"\bhow many\b.*\b(?:need|should|enough)\b", re.I)
# "Are they padded" asks for no basket.
_OF_THEM = re.compile(r"^\W*(?:and )?(?:is|are|do|does|can|has|have|will)\s+(?:it|they|this|these|those|that)\b", re.I)
_SURE = 0.5


def is_not_of_the_basket(turn: Turn) -> bool:
    """Answer what was taken for a word about the empty basket, and is none; False where it is one."""
    if _HOW_MANY.search(turn.text) and turn.shown:
        turn.say("utter_advice_not_known", products=turn.shown)
        return True
    if turn.shown and _OF_THEM.search(turn.text) and not _BASKET.search(turn.text):
        ActionTellFeature().act(turn)
        return True
    if turn.conversation.basket.lines or _BASKET.search(turn.text):
        return False
    if turn.values("product") and turn.text.rstrip().endswith("?"):
        find_and_tell(turn)
        return True
    if turn.confidence >= _SURE:
        return False
    ActionAdmitLimit().act(turn)
    return True
