"""Tells whether something can be had now."""

import bootstrap
from actions.base import ShopAction
from actions.mention import ask_which, find_mention
from actions.turn import Turn


class ActionTellStock(ShopAction):
    """Stock and delivery time of what is meant, from the catalogue; never a promise of when it is back."""

    def name(self) -> str:
        return "action_tell_stock"

    def act(self, turn: Turn) -> None:
        mention = find_mention(turn)
        if not mention.products:
            ask_which(turn, mention)
            return
        here = [product for product in mention.products if product.in_stock]
        product = (here or list(mention.products))[0]
        turn.focus(product)
        if not here:
            turn.say("utter_out_of_stock", products=[product], name=product.name)
            turn.ask("colleague")
        elif product.stock is None:
            turn.say("utter_always_available", name=product.name)
        else:
            shop = bootstrap.shop()
            turn.say(
                "utter_in_stock" if product.stock > 5 else "utter_few_in_stock",
                products=here[:3],
                name=product.name,
                stock=product.stock,
                days_from=shop.delivery_days_from,
                days_to=shop.delivery_days_to,
            )
