"""Several things wanted in one message: "a red camera for trips and a bag for it" are two wishes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from actions.limits import limits_of
from actions.looking import CARDS, Wish, look
from actions.saying import in_shop_words
from actions.showing import tell_found
from actions.suiting import called, for_devices, kind_beside, tell_not_in_shop, wanted_and_devices
from actions.turn import Turn
from sales import mentions
from sales.catalogue import Product
from sales.naming import kind_name
from sales.wording import listed

_BEFORE_A_NAME = ("attribute", "colour", "brand")
_LIMITS = ("price_min", "price_max", "price_about")
_CLOSE = 2


@dataclass
class _Named:
    """One wanted thing as it is said, where it stands, and what is said of it."""

    said: str
    start: int
    details: list[str] = field(default_factory=list)
    limits: list[dict[str, Any]] = field(default_factory=list)


def wishes(turn: Turn) -> list[Wish]:
    """One wish for each wanted thing, with the details that are said of it; empty where fewer than two are wanted."""
    wanted, devices = wanted_and_devices(turn)
    named = _told(turn, wanted)
    if len(named) < 2:
        return []
    heads = {one.said: in_shop_words(turn, one.said) for one in named}
    return [_wish(turn, one, [*devices, *(heads[each] for each in heads if each != one.said)]) for one in named]


def tell_each(turn: Turn, *, kinds_only: bool = False) -> bool:
    """Show the best of each, and say of what there is nothing; False where one thing is wanted, or none is found.

    With `kinds_only` it is also False where one of them is a product's name and no kind of thing.
    """
    each = wishes(turn)
    if not each or (kinds_only and not all(_is_kind(turn, wish) for wish in each)):
        return False
    found = [(wish, _of_its_name(wish, look(turn, wish))) for wish in each]
    best = {products[0].category: products[0] for _, products in reversed(found) if products}
    missing = [wish.core for wish, products in found if not products and not called(turn, wish.core)]
    if len(best) > 1:
        cards = [products[0] for _, products in found if products]
        cards = list({product.category: product for product in reversed(cards)}.values())[::-1][:CARDS]
        turn.show(cards)
        turn.say("utter_found_each", products=cards, kinds=listed([kind_name(product.category) for product in cards]))
    elif best and missing:
        tell_found(turn, *next((wish, products) for wish, products in found if products))
    else:
        return False
    if missing:
        tell_not_in_shop(turn, missing[0])
    return True


def _told(turn: Turn, wanted: Sequence[str]) -> list[_Named]:
    entities = sorted(_placed(turn), key=lambda each: int(each["start"]))
    named = {
        str(each["value"]): _Named(str(each["value"]), int(each["start"]))
        for each in reversed(entities)
        if each["entity"] == "product" and str(each["value"]) in wanted
    }
    things = sorted(named.values(), key=lambda one: one.start)
    for each in entities if things else ():
        before = [one for one in things if one.start < each["start"]]
        next_one = next((one for one in things if 0 <= one.start - each["end"] < _CLOSE), None)
        if each["entity"] in _BEFORE_A_NAME:
            (next_one or (before or things)[-1]).details.append(str(each["value"]))
        elif each["entity"] == "purpose":
            (before or things)[-1].details.append(str(each["value"]))
        elif each["entity"] in _LIMITS:
            for one in before[-1:] or things:
                one.limits.append(each)
    return things


def _placed(turn: Turn) -> Iterator[dict[str, Any]]:
    for each in turn.tracker.latest_message.get("entities") or []:
        if isinstance(each.get("start"), int) and isinstance(each.get("end"), int):
            yield each


def _wish(turn: Turn, one: _Named, beside: Sequence[str]) -> Wish:
    core = in_shop_words(turn, one.said)
    least, most = limits_of(one.limits)
    category = kind_beside(turn, core, beside)
    need = ", ".join([core, *one.details])
    return Wish(need, core, core, least, most, category, purpose=for_devices(turn))


def _is_kind(turn: Turn, wish: Wish) -> bool:
    return bool(wish.category or mentions.category_called(wish.core, turn.kinds) or not called(turn, wish.core))


def _of_its_name(wish: Wish, found: Sequence[Product]) -> list[Product]:
    return [product for product in found if wish.category or mentions.named(wish.core, [product])]
