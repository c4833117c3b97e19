"""Tells what something costs."""

from actions.base import ShopAction
from actions.mention import ask_which, find_mention
from actions.turn import Turn
from sales.mentions import prices


class ActionTellPrice(ShopAction):
    """The catalogue's price of what is meant; a span where several are."""

    def name(self) -> str:
        return "action_tell_price"

    def act(self, turn: Turn) -> None:
        mention = find_mention(turn)
        if not mention.products:
            ask_which(turn, mention)
            return
        lowest, highest = prices(mention.products)
        product = mention.products[0]
        if mention.one or lowest == highest:
            turn.focus(product)
            turn.say("utter_price", products=mention.products[:3], name=product.name, price=turn.price(product))
            return
        some = sorted(mention.products, key=lambda each: each.price)[:3]
        turn.show(some)
        turn.say("utter_price_span", products=some, lowest=turn.money(lowest), highest=turn.money(highest))
