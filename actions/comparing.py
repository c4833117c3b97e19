"""Two products side by side, by the price and the facts in which they differ."""

from collections.abc import Sequence

from actions.suiting import called
from actions.turn import Turn
from sales.catalogue import Product
from sales.comparatives import comparative_in, surpassing
from sales.features import differences
from sales.naming import kind_name
from sales.sides import names_a_model, sides_in

_PAGE = 200


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


def with_another(turn: Turn) -> tuple[Product, Product] | None:
    """What is talked about and "the smaller one", of those shown or else of its kind; None where no other is meant."""
    asked = comparative_in(turn.text)
    talk = turn.conversation
    ours = next(iter(turn.products([talk.focus, talk.page_sku, *talk.shown])), None)
    if not asked or ours is None or turn.values("product"):
        return None
    for others in (turn.shown, turn.store.catalogue.browse(ours.category, limit=_PAGE)):
        ahead = surpassing(ours, [each for each in others if each.in_stock], asked)
        if ahead:
            return ours, ahead[0]
    behind = [each for each in turn.shown if surpassing(each, [ours], asked)]
    return (behind[0], ours) if behind else None


def models_weighed(turn: Turn) -> list[Product]:
    """The two models of "which is better, z3 or z5", whatever of them was marked; empty where there are no such."""
    found = []
    for readings in sides_in(turn.text) or ():
        own = next((products for said in readings if (products := called(turn, said))), ())
        if not own or not any(names_a_model(said, own) for said in readings):
            return []
        found.append(plainest(own))
    return found if len({product.sku for product in found}) > 1 else []
