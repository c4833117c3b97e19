"""Puts the same things into the basket again."""

from actions.base import ShopAction
from actions.proving import find_order
from actions.putting import basket_values
from actions.turn import Turn
from sales import mentions
from sales.conversation import Order


class ActionRepeatOrder(ShopAction):
    """After proof the same items, or those named of them, are in the basket again, at today's prices."""

    leaves_form = True

    def name(self) -> str:
        return "action_repeat_order"

    def act(self, turn: Turn) -> None:
        order = find_order(turn, "repeat")
        if order is not None:
            put_again(turn, order)


def put_again(turn: Turn, order: Order) -> None:
    """Add what can be had of the order, and say what cannot."""
    found = turn.store.catalogue.many(sku for sku, _, _ in order.lines)
    named = mentions.pick(" ".join(turn.values("product")), list(found.values())) or list(found.values())
    wanted = {product.sku for product in named if product.in_stock and not product.regulated}
    basket = turn.conversation.basket
    for sku, count, _ in order.lines:
        if sku in wanted:
            basket = basket.add(sku, count)
    if not wanted:
        turn.say("utter_repeat_nothing", number=order.number)
        return
    turn.store.conversations.set_basket(turn.id, basket)
    turn.consent(f"repeat order {order.number}", {"skus": sorted(wanted)}, "accept")
    turn.say("utter_repeated", number=order.number, **basket_values(turn))
