"""Tells whether the shop does what was asked for."""

from actions.base import ShopAction
from actions.looking import CARDS
from actions.offering import offer_just_made
from actions.turn import Turn
from sales.catalogue import Product, ProductKind
from sales.ports import Query

_SEARCHED = 60
# The search's own scale: below it a service is only about the same thing, not the thing asked for.
_DOES_IT = 0.57
_AS_GOOD = 0.1


class ActionTellService(ShopAction):
    """Shows the catalogue's service for it; what is in no catalogue is not promised, a colleague may know more."""

    leaves_form = True

    def name(self) -> str:
        return "action_tell_service"

    def act(self, turn: Turn) -> None:
        # "Can someone come and do it" after the offer of just that.
        found = [] if turn.value("product") else services_just_offered(turn)
        if found := found or services(turn):
            turn.show(found)
            turn.say("utter_service", products=found, name=found[0].name, price=turn.price(found[0]))
            return
        if said := turn.value("product"):
            turn.say("utter_no_service_for", said=said)
        else:
            turn.say("utter_no_service")
        turn.ask("colleague")


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
