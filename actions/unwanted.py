"""Words that look like a search and are none: what is not wanted, and more of a trouble told before."""

import re

from actions.complain.open_case import tell_more_of_case
from actions.turn import Turn
from sales.customer import CaseKind

_NOT_WANTED = re.compile(
    r"\b(?:(?:do not|don'?t|did not|didn'?t|not|never|no longer) (?:really |actually |even )?"
    r"(?:want|need|look(?:ing)?(?: for)?|ask(?:ed|ing)?(?: for)?|wish|interested in|care for)|no need for)"
    r"\s+(?:(?:a|an|any|another|your|the|more|new|other)\s+)*[\w-]+(?:\s+[\w-]+)?\s*(?:[.!,]|$)",
    re.I,
)
_SEEKS = re.compile(
    r"\b(?:(?:what|which \w+) (?:do|can) (?:you|u)|do (?:you|u) (?:have|sell|stock)"
    r"|not (?:bought )?from (?:you|u|here))\b",
    re.I,
)
# Why something is sent back.
_WHY_BACK = re.compile(
    r"\b(?:too \w+|does(?:n'?t| not) (?:fit|suit|work)|wrong (?:size|colour|color)|changed my mind)\b", re.I
)
# "It's a Zefa B5" says what is broken.
_SAYS_WHAT = re.compile(r"\W*(?:it['\u2019]?s|it is|it was|that['\u2019]?s|that is|the|my)\b[^?]*$", re.I)
_BUT = re.compile(r"\b(?:but|rather|instead|just|only|more than|over|above|under|less|which|that|with|too)\b", re.I)


def wants_none(turn: Turn) -> bool:
    """Whether the message says what is not wanted, and nothing that is: "no I don't want a new laptop"."""
    wanted = turn.values("product")
    if len(wanted) > 1 or not _NOT_WANTED.search(turn.text) or _BUT.search(turn.text):
        return False
    if not turn.is_in_trouble or not tell_more_of_case(turn):
        turn.say("utter_nothing_wanted")
    return True


def is_of_the_case(turn: Turn) -> bool:
    """Whether words that name no thing, "I have photos", belong to the trouble that was just told."""
    named = turn.values("product") or turn.values("brand") or turn.values("price_max")
    if _WHY_BACK.search(turn.text) and any(each.kind is CaseKind.RETURN for each in turn.store.cases.open_for(turn.id)):
        return not named and tell_more_of_case(turn)
    if turn.is_in_trouble and turn.values("product") and _SAYS_WHAT.match(turn.text):
        return tell_more_of_case(turn)
    return turn.is_in_trouble and not named and not seeks(turn) and tell_more_of_case(turn)


def seeks(turn: Turn) -> bool:
    """Whether it is asked what the shop has, whatever trouble was told: "not from you, what do you have"."""
    return bool(_SEEKS.search(turn.text))
