"""Showing what a search found: the cards, and a line that says what they are and what sets them apart."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from actions.introducing import ask_for
from actions.looking import CARDS, Wish
from actions.turn import Turn
from sales import mentions
from sales.catalogue import Product
from sales.contrast import advantages, strengths
from sales.features import ASKED_ABOUT, Feature, find_feature
from sales.naming import kind_name, short_name
from sales.wording import listed

_CHEAP = re.compile(
    r"\b(?:cheap|budget|affordable|inexpensive|low[- ]cost|not (?:too|so|very) (?:dear|expensive|pricey))\b", re.I
)
_REMARKS_AT_MOST = 150
_DENIES = re.compile(r"\b(?:no|not)\b")


def tell_found(turn: Turn, wish: Wish, found: list[Product]) -> None:
    """Show the best cards, say in a line what they are, within which limit, and what sets them apart."""
    if close := mentions.named(wish.core, found):
        found = list(close)
    elif not turn.values("product"):
        found = of_each_kind(found)
    else:
        found = _of_the_head(wish.head or wish.core, found)
    facts = _facts(turn, found)
    found = sorted(found, key=lambda product: _bears(facts.get(product.sku)))[:CARDS] if facts else found[:CARDS]
    turn.show(found)
    # "Around 700" is no limit to hold up to the customer.
    within = "_within" if wish.price_max is not None and not turn.value("price_about") else ""
    thing = (replace(wish, purpose="") if facts else wish).told(found)
    values: dict[str, Any] = {"thing": thing, "what": thing[:1].upper() + thing[1:]}
    values["limit"] = turn.money(wish.price_max or found[0].price)
    if len(found) == 1:
        _tell_one(turn, found[0])
    elif not values["what"]:
        values["kinds"] = listed(list(dict.fromkeys(kind_name(product.category) for product in found)))
        turn.say(f"utter_found_mixed{within}", products=found, **values)
    elif len(found) == 2 and (ahead := advantages(found[0], found[1], wish.need)):
        names = _told_apart(found)
        turn.say(f"utter_found_two{within}", products=found, says=ahead[0], second_says=ahead[1], **names, **values)
    else:
        values["remarks"] = _told_of(found, facts) if facts else _remarks(found, wish.need)
        told = "utter_found_apart" if values["remarks"] else "utter_found_some"
        turn.say(f"{told}{within}", products=found, count=len(found), **values)


def cheapest_first(turn: Turn, found: list[Product]) -> list[Product]:
    """For who asks for something cheap the lowest priced of what was found first, of one kind."""
    if not _CHEAP.search(turn.text) or len({product.category for product in found}) != 1:
        return found
    return sorted(found, key=lambda product: product.price)


def _facts(turn: Turn, found: Sequence[Product]) -> dict[str, Feature]:
    """What the data say, by SKU, where a use asks for a feature, "for swimming"; empty where it asks for none."""
    use = turn.value("purpose") or ""
    if not ASKED_ABOUT & set(mentions.words(use)):
        return {}
    told = {product.sku: find_feature(product, use) for product in found}
    return {sku: each for sku, each in told.items() if isinstance(each, Feature) and each.says}


def _bears(fact: Feature | None) -> int:
    """0 where the data grant it, 1 where they are silent, 2 where they deny it."""
    if fact is None:
        return 1
    return 2 if _DENIES.search(fact.says) else 0


def _told_of(found: Sequence[Product], facts: Mapping[str, Feature]) -> str:
    said = [f"{short_name(product)} {facts[product.sku].says}" for product in found if product.sku in facts]
    return ". ".join(dict.fromkeys(said)) + "." if said else ""


def _of_the_head(said: str, found: list[Product]) -> list[Product]:
    """Where several kinds were found for a name, those that bear its last word: a fitness band is an activity band."""
    head = set(mentions.words(said)[-1:])
    bear = [product for product in found if head and head <= set(mentions.words(product.name))]
    return bear if bear and len({product.category for product in found}) > 1 else found


def of_each_kind(products: Sequence[Product]) -> list[Product]:
    """The best of each category first: where a need names no thing, three cards show three ways to answer it."""
    best = {product.category: product for product in reversed(products)}
    first = [product for product in products if best[product.category] is product]
    return [*first, *(product for product in products if product not in first)]


def _told_apart(two: list[Product]) -> dict[str, str]:
    """The names of the two: short where that tells them apart."""
    short = [short_name(product) for product in two]
    first, second = short if len(set(short)) == len(short) else [product.name for product in two]
    return {"first": first, "second": second}


def _tell_one(turn: Turn, product: Product) -> None:
    ask_for("utter_found_one", turn, product)


def _remarks(found: list[Product], need: str) -> str:
    """ "Vanta Z5: long zoom. Vanta Z3: ..." in one line, or nothing where it would be long or say nothing."""
    own = strengths(found, need)
    names = [short_name(product) for product in found]
    if own is None or len(set(names)) < len(names):
        return ""
    told = ". ".join(f"{name}: {says}" for name, says in zip(names, own, strict=True)) + "."
    return told if len(told) <= _REMARKS_AT_MOST else ""
