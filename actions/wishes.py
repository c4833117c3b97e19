"""Several things wanted in one message: "a red camera for trips and a bag for it" are two wishes."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from actions.limits import limits_of
from actions.looking import CARDS, Wish, look
from actions.saying import in_shop_words
from actions.showing import tell_found
from actions.suiting import called, for_devices, kind_beside, tell_not_in_shop, wanted_and_devices
from actions.together import best_together, lowest_together, total_of
from actions.turn import Turn
from sales import mentions
from sales.catalogue import Product
from sales.naming import kind_name
from sales.wording import listed

_BEFORE_A_NAME = ("attribute", "colour", "brand")
_LIMITS = ("price_min", "price_max", "price_about")
_CLOSE = 2
# "A mountain bike 38 inch frame" is one thing: nothing joins the two.
_JOINS = re.compile(r"[,;.&+/?!]|\b(?:and|n|or|plus|with|also|then|besides|too|as well)\b", re.I)
_FAR = 3
_EACH = re.compile(r"\b(?:each|apiece|per (?:piece|item|thing)|for either)\b", re.I)


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
    found = [(wish, _of_its_name(turn, wish, look(turn, wish))) for wish in each]
    best = {products[0].category: products for _, products in reversed(found) if products}
    missing = [wish.core for wish, products in found if not products and not _is_called(turn, wish.core)]
    if len(best) > 1:
        _tell(turn, list(best.values())[::-1][:CARDS])
    elif best and missing:
        tell_found(turn, *next((wish, products) for wish, products in found if products))
    else:
        return False
    if missing:
        tell_not_in_shop(turn, missing[0])
    return True


def _tell(turn: Turn, lists: Sequence[Sequence[Product]]) -> None:
    """Show one of each that go together, and say how they stand to a limit that is meant for all."""
    shared = _shared_limit(turn)
    limit = limits_of(shared)[1] if shared and not _EACH.search(turn.text) else None
    chosen = best_together(turn, lists, limit)
    cards = chosen or lowest_together(turn, lists)
    turn.show(cards)
    values = {"kinds": listed([kind_name(product.category) for product in cards]), "total": ""}
    if limit is None:
        turn.say("utter_found_each", products=cards, **values)
        return
    values |= {"total": turn.money(total_of(cards)), "limit": turn.money(limit)}
    turn.say("utter_found_each_within" if chosen else "utter_found_each_above", products=cards, **values)


def _shared_limit(turn: Turn) -> list[dict[str, Any]]:
    """The limits said once, behind the last of the things: "a camera and a tripod under 600" is meant for both."""
    placed = list(_placed(turn))
    limits = [each for each in placed if each["entity"] in _LIMITS]
    things = [each for each in placed if each["entity"] == "product"]
    last = max((int(each["start"]) for each in things), default=0)
    alone = all(int(each["start"]) > last for each in limits) or not any(
        int(thing["start"]) < int(each["start"]) for thing in things for each in limits
    )
    return limits if alone else []


def _told(turn: Turn, wanted: Sequence[str]) -> list[_Named]:
    entities = sorted(_placed(turn), key=lambda each: int(each["start"]))
    named = {
        str(each["value"]): _Named(str(each["value"]), int(each["start"]))
        for each in reversed(entities)
        if each["entity"] == "product" and str(each["value"]) in wanted
    }
    things = _joined(sorted(named.values(), key=lambda one: one.start), turn.text)
    shared = _shared_limit(turn)
    for each in entities if things else ():
        before = [one for one in things if one.start < each["start"]]
        next_one = next((one for one in things if 0 <= one.start - each["end"] < _CLOSE), None)
        if each["entity"] in _BEFORE_A_NAME:
            (next_one or (before or things)[-1]).details.append(str(each["value"]))
        elif each["entity"] == "purpose":
            (before or things)[-1].details.append(str(each["value"]))
        elif each["entity"] in _LIMITS and not (shared and not _EACH.search(turn.text)):
            for one in things if shared else before[-1:]:
                one.limits.append(each)
    return things


def _joined(things: Sequence[_Named], text: str) -> list[_Named]:
    """The things, those right behind another with nothing that joins them taken for a detail of it."""
    kept: list[_Named] = []
    end = 0
    for one in things:
        between = text[end : one.start]
        if kept and len(between.split()) <= _FAR and not _JOINS.search(between):
            kept[-1].details.append(one.said)
        else:
            kept.append(one)
        end = one.start + len(one.said)
    return kept


def _placed(turn: Turn) -> Iterator[dict[str, Any]]:
    for each in turn.entities:
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


def _of_its_name(turn: Turn, wish: Wish, found: Sequence[Product]) -> list[Product]:
    names = [wish.core, *turn.store.catalogue.ways(wish.core)]
    return [product for product in found if wish.category or any(mentions.named(name, [product]) for name in names)]


def _is_called(turn: Turn, said: str) -> bool:
    return any(called(turn, name) for name in (said, *turn.store.catalogue.ways(said)))
