"""Puts two products side by side."""

from collections.abc import Sequence

from actions.base import ShopAction
from actions.mention import find_mentions
from actions.turn import Turn
from sales.catalogue import Product
from sales.features import differences
from sales.naming import kind_name


class ActionCompareProducts(ShopAction):
    """The price and the facts in which two products differ, from the catalogue."""

    def name(self) -> str:
        return "action_compare_products"

    def act(self, turn: Turn) -> None:
        pair = _pair(turn)
        if pair is None:
            turn.say("utter_compare_which")
            return
        first, second = pair
        turn.show([first, second])
        if first.category == second.category:
            # "For the train", said next, is still about headphones.
            turn.store.conversations.set_need(turn.id, kind_name(first.category))
        apart = "; ".join(f"{name} {ours} / {theirs}" for name, ours, theirs in differences(first, second))
        turn.say(
            "utter_comparison" if apart else "utter_comparison_price_only",
            products=[first, second],
            first=first.name,
            second=second.name,
            first_price=turn.price(first),
            second_price=turn.price(second),
            differences=apart,
        )


def _pair(turn: Turn) -> tuple[Product, Product] | None:
    """The two that were named, else the two shown first, else the one named and the one talked about."""
    named = _different([_plainest(mention.products) for mention in find_mentions(turn) if mention.products])
    if len(named) < 2:
        focus = turn.store.catalogue.many([turn.conversation.focus] if turn.conversation.focus else [])
        named = _different([*named, *(focus.values() if named else ()), *turn.shown])
    return (named[0], named[1]) if len(named) >= 2 else None


def _plainest(products: Sequence[Product]) -> Product:
    """The lowest priced variant, so that like is compared with like."""
    return min(products, key=lambda product: (product.price, product.sku))


def _different(products: list[Product]) -> list[Product]:
    return list({product.sku: product for product in products}.values())
