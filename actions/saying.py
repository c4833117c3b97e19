"""A kind of thing in the shop's words, whatever it was called."""

from actions.turn import Turn
from sales import mentions


def in_shop_words(turn: Turn, said: str) -> str:
    """The words said, or the catalogue's own for that kind of thing: "television" is "tv" where there are TVs."""
    if not said or mentions.category_called(said, turn.kinds):
        return said
    ways = turn.store.catalogue.ways(said)
    return next((way for way in ways if mentions.category_called(way, turn.kinds)), said)
