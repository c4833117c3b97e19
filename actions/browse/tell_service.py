"""Tells whether the shop does what was asked for."""

from actions.advise.tell_feature import tell_feature
from actions.base import ShopAction
from actions.browse.find_products import find_and_tell
from actions.looking import CARDS
from actions.offering import offer_just_made
from actions.suiting import called
from actions.turn import Turn
from sales import mentions
from sales.catalogue import Product, ProductKind, RelationKind
from sales.features import find_feature
from sales.handoff.wants import is_installed
from sales.naming import short_name
from sales.ports import Query

_SEARCHED = 60
# The search's own scale: below it a service is only about the same thing, not the thing asked for.
_DOES_IT = 0.57
_AS_GOOD = 0.1
_INSTALLATION = "installation"


class ActionTellService(ShopAction):
    """Shows the catalogue's service for it; what is in no catalogue is not promised, a colleague may know more."""

    leaves_form = True

    def name(self) -> str:
        return "action_tell_service"

    def act(self, turn: Turn) -> None:
        if _says_no_more_than_a_thing(turn):
            find_and_tell(turn)
            return
        if not turn.value("product") and (_tell_just_offered(turn) or _tell_at_hand(turn)):
            return
        if said := turn.value("product"):
            # "65 inch", said next, is still about televisions.
            turn.store.conversations.set_need(turn.id, said)
        if found := services(turn) or _installation(turn):
            _tell(turn, found)
        else:
            turn.say("utter_no_service_for" if said else "utter_no_service", said=said or "")
            turn.ask("colleague")


def _tell(turn: Turn, found: list[Product], device: str = "") -> None:
    # The things it is for stay in sight: "the mobile one".
    turn.show([*found, *turn.shown], focus=found[0])
    told = "utter_service_for" if device else "utter_service"
    turn.say(told, products=found, name=found[0].name, price=turn.price(found[0]), device=device)


def _tell_just_offered(turn: Turn) -> bool:
    """ "Can someone come and do it" after the offer of just that."""
    if found := services_just_offered(turn):
        _tell(turn, found)
    return bool(found)


def _tell_at_hand(turn: Turn) -> bool:
    """ "And installation?" after a television: its own service, or what its data say of that."""
    talk = turn.conversation
    about = turn.products([talk.focus] if talk.focus else talk.shown)
    for product in about:
        if found := services_of(turn, product):
            _tell(turn, found, short_name(product) if len(about) > 1 else "")
            return True
    told = len(about) == 1 and is_installed(turn.text) and find_feature(about[0], turn.text) is not None
    if told:
        tell_feature(turn, about[0])
    return told


def _says_no_more_than_a_thing(turn: Turn) -> bool:
    """A bare "speakers" looks for some."""
    said = turn.values("product")
    return bool(said) and mentions.spoken(turn.text) == mentions.spoken(said[0]) and bool(called(turn, said[0]))


def _installation(turn: Turn) -> list[Product]:
    """The installation of the thing that is named, whatever else is asked with it."""
    if not is_installed(turn.text):
        return []
    each = (services_of(turn, product, _INSTALLATION) for product in called(turn, turn.value("product") or ""))
    return next(filter(None, each), [])


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
