"""What a word or two pick out of what lies on the table: the offer just made, or the cards shown last."""

from actions.offering import offer_just_made
from actions.turn import Turn
from sales import mentions
from sales.catalogue import Product

_A_DETAIL = 2


def picked(turn: Turn) -> list[Product]:
    """The products that the message picks; empty where it picks none and is a search of its own."""
    return _some_of_those_offered(turn) or _some_of_those_shown(turn)


def _some_of_those_offered(turn: Turn) -> list[Product]:
    """ "Just the cover" of an offer made a moment ago."""
    offer = turn.store.offers.waiting(turn.id)
    said = " ".join(turn.values("product"))
    if offer is None or not said or not offer_just_made(turn, offer):
        return []
    return list(mentions.named(said, turn.products([sku for sku, _, _ in offer.items])))


def _some_of_those_shown(turn: Turn) -> list[Product]:
    """Several of the last cards that a word or two single out: "usb c" after three chargers means chargers."""
    said = " ".join(mentions.words(turn.text))
    if len(said.split()) > _A_DETAIL or mentions.category_called(said, turn.store.catalogue.categories()):
        return []
    found = mentions.named(said, turn.shown)
    return list(found) if 1 < len(found) < len(turn.shown) else []
