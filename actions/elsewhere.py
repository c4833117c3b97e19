"""Other shops' prices: they are not matched, and that is said at once."""

import re

from actions.mention import by_name, find_mention
from actions.turn import Turn
from sales.catalogue import Product
from sales.naming import short_name

_ELSEWHERE = re.compile(
    r"\b(?:elsewhere|(?:an)?other (?:shop|store|site|website|retailer|place)|somewhere else|competitors?"
    r"|price[ -]?match\w*|(?:match|beat|undercut)\b.{0,30}\b(?:prices?|offers?|deals?|that|them|it)"
    r"|they(?:'re| are)? (?:have|sell|offer|do|ask|selling|offering|asking)\b.{0,40}\b(?:less|cheaper|only|for)"
    r"|(?:cheaper|less) (?:at|on|in|from|over at) (?!all\b|least\b|your?\b|the moment\b)\w+)\b",
    re.I,
)

_FIGURED = re.compile(r"\b([a-z]+ \d{1,3})\b(?! less)", re.I)


def tell_no_matching(turn: Turn) -> bool:
    """Say what it costs here, whatever it costs elsewhere; False where no other shop's price is spoken of."""
    if not _ELSEWHERE.search(turn.text):
        return False
    known = find_mention(turn).one or _by_figure(turn)
    if known is None:
        turn.say("utter_no_price_match")
        return True
    turn.focus(known)
    turn.say("utter_price_elsewhere", name=short_name(known), price=turn.price(known))
    return True


def _by_figure(turn: Turn) -> Product | None:
    """The one product that a word with a number behind it names, "the bar 5", whatever was marked."""
    found = (by_name(turn, said) for said in _FIGURED.findall(turn.text))
    return next((products[0] for products in found if len(products) == 1), None)
