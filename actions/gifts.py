"""Gifts: what is looked for when no more is said than for whom."""

import re

from actions.turn import Turn
from sales import mentions
from sales.ports import Query

GIFT = re.compile(r"\b(?:gifts?|presents?|prez+(?:ie|y)s?|press?ies?|birthday|christmas|x-?mas)\b", re.I)
_TELLING = 2
# The search's own scale: from here most of what was said is met.
_MET = 0.5


def is_gift(turn: Turn) -> bool:
    """Say whether the message looks for a gift and says no more than for whom."""
    if not GIFT.search(turn.text) or len(mentions.words(GIFT.sub(" ", turn.text))) >= _TELLING:
        return False
    # A person may be marked as a thing, which the catalogue then does not have.
    named = [*turn.values("product"), *turn.values("brand")]
    return not turn.values("attribute") and not any(is_sold(turn, said) for said in named)


def says_gift(turn: Turn) -> bool:
    """Say whether a gift is looked for, whatever else is said of it."""
    return bool(GIFT.search(turn.text))


def is_sold(turn: Turn, said: str) -> bool:
    """Say whether the catalogue has something that answers to the words."""
    hits = turn.store.catalogue.search(Query(text=said, limit=1))
    return bool(hits) and hits[0].score >= _MET
