"""Two products side by side, by the price and the facts in which they differ."""

from collections.abc import Sequence

from actions.suiting import called
from actions.turn import Turn
from sales.catalogue import Product
from sales.features import differences
from sales.naming import kind_name
from sales.sides import names_a_model, sides_in


def tell_comparison(turn: Turn, first: Product, second: Product) -> None:
    """Say in what the two differ, and show both."""
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


def plainest(products: Sequence[Product]) -> Product:
    """The lowest priced variant, so that like is compared with like."""
    return min(products, key=lambda product: (product.price, product.sku))


def models_weighed(turn: Turn) -> list[Product]:
    """The two models of "which is better, z3 or z5", whatever of them was marked; empty where there are no such."""
    found = []
    for readings in sides_in(turn.text) or ():
        own = next((products for said in readings if (products := called(turn, said))), ())
        if not own or not any(names_a_model(said, own) for said in readings):
            return []
        found.append(plainest(own))
    return found if len({product.sku for product in found}) > 1 else []
