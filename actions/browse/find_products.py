"""Finds products for a need and shows at most three."""

from dataclasses import replace
from typing import Any

from actions.base import ShopAction
from actions.looking import CARDS, Wish, answers_by_name, look, read_wish
from actions.turn import Turn
from sales.catalogue import Product


class ActionFindProducts(ShopAction):
    """Answers a search or a stated need with cards, the need repeated; honest when there is nothing."""

    leaves_form = True

    def name(self) -> str:
        return "action_find_products"

    def act(self, turn: Turn) -> None:
        wish = read_wish(turn)
        if not wish.need:
            turn.say("utter_what_need")
            return
        turn.store.conversations.set_need(turn.id, wish.need)
        found = look(turn, wish)[:CARDS]
        if found:
            turn.show(found)
            if not turn.values("product") or answers_by_name(wish, found):
                tell_found(turn, wish, found)
            else:
                turn.say("utter_closest", products=found, said=wish.core)
            return
        self._say_nothing_found(turn, wish)

    def _say_nothing_found(self, turn: Turn, wish: Wish) -> None:
        above = sorted(look(turn, replace(wish, price_min=None, price_max=None)), key=lambda product: product.price)
        above = above[:CARDS]
        if above and wish.price_max is not None:
            turn.show(above)
            limit = turn.money(wish.price_max)
            turn.say("utter_found_above", products=above, need=wish.need, limit=limit, lowest=turn.price(above[0]))
            return
        sold_out = look(turn, wish, in_stock=False)[:1]
        if sold_out:
            turn.show(sold_out)
            turn.say("utter_out_of_stock", products=sold_out, name=sold_out[0].name)
            return
        turn.say("utter_not_in_shop", said=wish.need)


def tell_found(turn: Turn, wish: Wish, found: list[Product]) -> None:
    """Say the need back in a line and show the cards."""
    values: dict[str, Any] = {"need": wish.shown_need, "name": found[0].name, "count": len(found)}
    if wish.price_max is not None:
        turn.say("utter_found_within", products=found, limit=turn.money(wish.price_max), **values)
    elif len(found) == 1:
        turn.say("utter_found_one", products=found, price=turn.price(found[0]), **values)
    else:
        turn.say("utter_found_some", products=found, **values)
