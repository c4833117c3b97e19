"""The shop's services: those of a thing, those just offered, those that answer a question."""

import re

from actions.looking import CARDS
from actions.offering import offer_just_made
from actions.turn import Turn
from sales import mentions
from sales.catalogue import Product, ProductKind, RelationKind
from sales.ports import Query

_DONE = re.compile(
    r"\b(?:hang|mount|put (?:it |them )?up|install\w*|fit|set (?:it |them )?up|assembl\w*|connect|come)\b", re.I
)
_SEARCHED = 60
# The search's own scale: below it a service is only about the same thing, not the thing asked for.
_DOES_IT = 0.57
_AS_GOOD = 0.1


def services_of(turn: Turn, product: Product, words: str = "") -> list[Product]:
    """Of the services for the product those that the words mean (the message's, if none), the inseparable one first."""
    related = turn.store.catalogue.relations([product.sku])
    targets = [product.installation, *(each.target for each in related if each.kind is RelationKind.SERVICE)]
    asked = set(mentions.words(words or turn.text))
    return [
        each
        for each in turn.products(targets)
        if each.kind is ProductKind.SERVICE and asked & set(mentions.words(f"{each.name} {each.category}"))
    ][:CARDS]


def done_for(turn: Turn, product: Product) -> list[Product]:
    """The installation or set-up of the product where it is to be done for the customer: "can somebody hang it"."""
    return services_of(turn, product, "installation set-up") if _DONE.search(turn.text) else []


def services_just_offered(turn: Turn) -> list[Product]:
    """The services in the offer of the assistant's last turn."""
    offer = turn.store.offers.waiting(turn.id)
    if offer is None or not offer_just_made(turn, offer):
        return []
    return [each for each in turn.products([sku for sku, _, _ in offer.items]) if each.kind is ProductKind.SERVICE]


def services(turn: Turn) -> list[Product]:
    """The services that answer the whole question, best first, at most three and none much worse than the best."""
    meaning = turn.meaning.of(turn.text) if turn.meaning else None
    hits = [
        hit
        for hit in turn.store.catalogue.search(Query(text=turn.text, limit=_SEARCHED, vector=meaning))
        if hit.product.kind is ProductKind.SERVICE and hit.score >= _DOES_IT
    ]
    return [hit.product for hit in hits if hit.score >= hits[0].score - _AS_GOOD][:CARDS]
