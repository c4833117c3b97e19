"""A kind of thing wanted for a device: the next device named, and none of the kind that fits."""

import re

from actions.looking import CARDS, Wish, look
from actions.suiting import called, made_to_fit, owned_devices, suiting, tell_none_fits, wanted_and_devices
from actions.turn import Turn
from sales import mentions
from sales.catalogue import Product
from sales.naming import short_name

_TAKES = re.compile(
    r"\b(?:which|what)\s+(?P<thing>[\w-]+(?:\s+[\w-]+)?)\s+(?:does|do|will|would|can)\s+(?P<device>(?:the|that|this)\s.+?)"
    r"\s+(?:takes?|uses?|needs?|wants?|runs? on)\b",
    re.I,
)


def fits_next_device(turn: Turn, before: str) -> bool:
    """ "And for the Aurora X1", after a case that was asked for: those that fit it; False where it is no such turn."""
    wanted, devices = wanted_and_devices(turn)
    said = mentions.words(turn.text)
    if wanted or not devices or not before or set(said) - set(mentions.words(" ".join(devices))):
        return False
    own = called(turn, devices[0])
    if not own:
        return False
    fitting = suiting(turn, look(turn, Wish(before, before, f"{before} {own[0].name}")), own[:1])
    things = made_to_fit(turn, fitting, own[0])[:CARDS]
    if things:
        turn.store.conversations.set_need(turn.id, before)
        turn.show(things)
        turn.say("utter_these_fit", products=things, device=short_name(own[0]))
    return bool(things)


def tell_what_it_takes(turn: Turn) -> bool:
    """Answer "which ink does the cheaper one take" by what fits that one of the cards; False where none is meant."""
    asked = _TAKES.search(turn.text)
    devices = mentions.pick(asked["device"], turn.shown) if asked else []
    if asked is None or len(devices) != 1:
        return False
    things = suiting(turn, called(turn, f"{asked['thing']} {devices[0].name}") or called(turn, asked["thing"]), devices)
    things = [product for product in made_to_fit(turn, things, devices[0]) if product.in_stock][:CARDS]
    others = made_to_fit(turn, called(turn, asked["thing"]), devices[0])
    if things:
        turn.show(things)
        turn.say("utter_these_fit", products=things, device=short_name(devices[0]))
    elif others:
        tell_none_fits(turn, asked["thing"], others, devices[0])
    return bool(things or others)


def none_of_the_kind_fits(turn: Turn, wish: Wish, found: list[Product]) -> bool:
    """Whether such things exist, but none for the device named behind "for"; then that is said."""
    devices = owned_devices(turn)
    if not devices or any(mentions.named(wish.head, [product]) for product in found):
        return False
    things = made_to_fit(turn, called(turn, wish.head), devices[0])
    if not things:
        return False
    tell_none_fits(turn, wish.head, things, devices[0])
    return True
