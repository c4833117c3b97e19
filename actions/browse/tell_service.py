"""Tells whether the shop does what was asked for."""

import re

from actions.advise.tell_feature import ActionTellFeature, tell_feature
from actions.base import ShopAction
from actions.before import named_before
from actions.browse.find_products import find_and_tell
from actions.serving import done_for, services, services_just_offered, services_of
from actions.suiting import called
from actions.turn import Turn
from sales import mentions
from sales.catalogue import Product, ProductKind
from sales.features import find_feature
from sales.handoff.wants import is_installed
from sales.naming import short_name

_IT = re.compile(r"\b(?:it|that|this|them)\b", re.I)
# "Do they fold" is asked of the things, "do you repair" of the shop.
_OF_THEM = re.compile(r"^\W*(?:and\s+)?(?:do|does|is|are)\s+(?:they|it|these|those)\b", re.I)
_HAVE = re.compile(r"\b(?:have|got|sell|stock|carry|keep)\b", re.I)
_UPKEEP = "maintenance service check cleaning"
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
        if turn.shown and _OF_THEM.search(turn.text) and not is_installed(turn.text):
            ActionTellFeature().act(turn)
            return
        if not turn.value("product") and (_tell_just_offered(turn) or _tell_at_hand(turn) or _tell_of_named(turn)):
            return
        if said := turn.value("product"):
            # "65 inch", said next, is still about televisions.
            turn.store.conversations.set_need(turn.id, said)
        if found := services(turn) or _installation(turn):
            _tell(turn, found)
        elif said and _is_sold(turn, said):
            find_and_tell(turn)
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
        if found := services_of(turn, product) or done_for(turn, product):
            _tell(turn, found, short_name(product) if len(about) > 1 else "")
            return True
    told = len(about) == 1 and is_installed(turn.text) and find_feature(about[0], _INSTALLATION) is not None
    if told:
        tell_feature(turn, about[0], _INSTALLATION)
    return told


def _tell_of_named(turn: Turn) -> bool:
    """ "Is there a service for it", after "my treadmill squeaks": the treadmill's own."""
    if turn.conversation.focus or not _IT.search(turn.text):
        return False
    own = next(filter(None, (called(turn, said) for said in named_before(turn))), ())
    if found := next(filter(None, (services_of(turn, product, _UPKEEP) for product in own)), []):
        _tell(turn, found)
    return bool(found)


def _says_no_more_than_a_thing(turn: Turn) -> bool:
    """A bare "speakers" looks for some."""
    said = turn.values("product")
    return bool(said) and mentions.spoken(turn.text) == mentions.spoken(said[0]) and bool(called(turn, said[0]))


def _is_sold(turn: Turn, said: str) -> bool:
    """ "Do you have patch kits" asks for goods, where the shop has such."""
    return bool(_HAVE.search(turn.text)) and any(each.kind is ProductKind.GOOD for each in called(turn, said))


def _installation(turn: Turn) -> list[Product]:
    """The installation of the thing that is named, whatever else is asked with it."""
    if not is_installed(turn.text):
        return []
    each = (services_of(turn, product, _INSTALLATION) for product in called(turn, turn.value("product") or ""))
    return next(filter(None, each), [])
