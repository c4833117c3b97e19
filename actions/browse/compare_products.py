"""Puts two products side by side."""

import re

from actions.base import ShopAction
from actions.comparing import models_weighed, plainest, tell_comparison, with_another
from actions.judging import tell_beyond, tell_leader, tell_sides
from actions.mention import find_mentions
from actions.several import several_meant
from actions.turn import Turn
from sales.catalogue import Product
from sales.sides import sides_in

_DIFFERENCE = re.compile(r"\b(?:differen\w*|compar\w*|than|versus|vs|against)\b", re.I)


class ActionCompareProducts(ShopAction):
    """The price and the facts in which two products differ, from the catalogue."""

    def name(self) -> str:
        return "action_compare_products"

    def act(self, turn: Turn) -> None:
        pair = with_another(turn) if _DIFFERENCE.search(turn.text) else None
        if pair is None and (tell_sides(turn) or tell_leader(turn)):
            return
        pair = pair or _pair(turn)
        if pair is None:
            # "OLED or QLED" weighs two kinds, and none of them is in the data.
            tell_beyond(turn) if sides_in(turn.text) else turn.say("utter_compare_which")
            return
        tell_comparison(turn, *pair)


def _pair(turn: Turn) -> tuple[Product, Product] | None:
    """The two that were named, else the two shown first, else the one named and the one talked about."""
    if len(places := several_meant(turn)) > 1:
        return places[0], places[1]
    if models := models_weighed(turn):
        return models[0], models[1]
    named = _different([plainest(mention.products) for mention in find_mentions(turn) if mention.products])
    if len(named) < 2:
        focus = turn.store.catalogue.many([turn.conversation.focus] if turn.conversation.focus else [])
        named = _different([*named, *(focus.values() if named else ()), *turn.shown])
    return (named[0], named[1]) if len(named) >= 2 else None


def _different(products: list[Product]) -> list[Product]:
    return list({product.sku: product for product in products}.values())
