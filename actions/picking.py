"""What a word or two pick out of what lies on the table: the offer just made, or the cards shown last."""

import re

from actions.looking import CARDS, Wish
from actions.mention import ADD_CHOICE
from actions.offering import offer_just_made
from actions.putting import put_in_basket
from actions.turn import Turn
from sales import mentions
from sales.catalogue import Product

_A_DETAIL = 2
_ONLY = re.compile(r"\b(?:just|only)\b", re.I)


def picked(turn: Turn) -> list[Product]:
    """The products that the message picks; empty where it picks none and is a search of its own."""
    return of_those_offered(turn, " ".join(turn.values("product"))) or _some_of_those_shown(turn)


def of_kinds_shown(turn: Turn, wish: Wish, found: list[Product]) -> list[Product]:
    """Of what was found for words that narrow the wish, that of the kinds shown last, where those were several.

    "For cooling", after televisions, air conditioners and fans, is no laptop; all where none is of those kinds.
    """
    kinds = {product.category for product in turn.shown}
    head = set(mentions.words(wish.core)[-1:])
    names_another = any(head and head <= set(mentions.words(product.name)) for product in found[:CARDS])
    narrows = not wish.text and len(kinds) > 1 and not names_another
    return [product for product in found if not narrows or product.category in kinds] or found


def took_only(turn: Turn) -> bool:
    """Whether "just the card", of a card and a battery offered a moment ago, said yes to one: it is in the basket."""
    if not _ONLY.search(turn.text):
        return False
    wanted = of_those_offered(turn, " ".join(mentions.words(turn.text)))
    for product in wanted:
        put_in_basket(turn, product)
    return bool(wanted)


def took_one_asked_for(turn: Turn) -> bool:
    """Whether "64 is enough", after "which of these", names one of the cards: it is in the basket."""
    said = " ".join(mentions.words(turn.text))
    found = mentions.named(said, turn.shown) if turn.open_question == ADD_CHOICE and said else ()
    if len(found) != 1 or turn.text.rstrip().endswith("?"):
        return False
    put_in_basket(turn, found[0])
    return True


def of_those_offered(turn: Turn, said: str) -> list[Product]:
    """What `said` names of an offer made a moment ago: "just the cover"."""
    offer = turn.store.offers.waiting(turn.id)
    if offer is None or not said or not offer_just_made(turn, offer):
        return []
    return list(mentions.named(said, turn.products([sku for sku, _, _ in offer.items])))


def _some_of_those_shown(turn: Turn) -> list[Product]:
    """Several of the last cards that a word or two single out: "usb c" after three chargers means chargers."""
    said = " ".join(mentions.words(turn.text))
    if len(said.split()) > _A_DETAIL or mentions.category_called(said, turn.kinds):
        return []
    found = mentions.named(said, turn.shown)
    return list(found) if 1 < len(found) < len(turn.shown) else []
