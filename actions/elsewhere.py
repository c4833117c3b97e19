"""Other shops' prices: they are not matched, and that is said at once."""

import re

from actions.mention import find_mention
from actions.turn import Turn
from sales.naming import short_name

_ELSEWHERE = re.compile(
    r"\b(?:elsewhere|(?:an)?other (?:shop|store|site|website|retailer|place)|somewhere else|competitors?"
    r"|price[ -]?match\w*|(?:match|beat|undercut)\b.{0,30}\b(?:prices?|offers?|deals?|that|them|it)"
    r"|they(?:'re| are)? (?:have|sell|offer|do|ask|selling|offering|asking)\b.{0,40}\b(?:less|cheaper|only|for)"
    r"|(?:cheaper|less) (?:at|on|in|from|over at) (?!all\b|least\b|your?\b|the moment\b)\w+)\b",
    re.I,
)


def tell_no_matching(turn: Turn) -> bool:
    """Say what it costs here, whatever it costs elsewhere; False where no other shop's price is spoken of."""
    if not _ELSEWHERE.search(turn.text):
        return False
    known = find_mention(turn).one
    if known is None:
        turn.say("utter_no_price_match")
        return True
    turn.focus(known)
    turn.say("utter_price_elsewhere", name=short_name(known), price=turn.price(known))
    return True
