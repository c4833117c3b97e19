"""Tells what something costs."""

import re

from actions.advise.show_complements import INSTALLING, tell_installed
from actions.base import ShopAction
from actions.browse.find_products import find_and_tell
from actions.limits import without_limits
from actions.mention import Mention, ask_which, by_name, find_mention, find_mentions, thing_beside
from actions.order.tell_delivery import ActionTellDelivery
from actions.order.tell_discount import ActionTellDiscount
from actions.several import tell_prices, tell_total
from actions.suiting import made_to_fit, suiting, suiting_at_hand
from actions.turn import Turn
from sales import mentions
from sales.mentions import prices

# "Is it still 20% off" asks for the discount and not for the price.
_REDUCED = re.compile(
    r"\b(?:\d+\s?(?:%|percent)\s+(?:off|less|cheaper)|on (?:sale|offer)|reduced|discount\w*|marked down)", re.I
)


class ActionTellPrice(ShopAction):
    """The catalogue's price of what is meant; a span where several are."""

    def name(self) -> str:
        return "action_tell_price"

    def act(self, turn: Turn) -> None:
        if _REDUCED.search(turn.text):
            ActionTellDiscount().act(turn)
            return
        if turn.value("price_max") and not mentions.words(without_limits(turn)):
            # "60 euros tops" asks for no price.
            find_and_tell(turn)
            return
        about = turn.store.catalogue.many([turn.conversation.focus]) if turn.conversation.focus else {}
        product = next(iter(about.values()), None)
        if product is not None and product.installation and INSTALLING.search(turn.text):
            tell_installed(turn, [product])
            return
        several = [each.products for each in find_mentions(turn) if each.products]
        if len(several) > 1 and all(lowest == highest for lowest, highest in map(prices, several)):
            tell_prices(turn, [products[0] for products in several])
            return
        if tell_total(turn):
            return
        if turn.value("place") and not turn.values("product"):
            # "How much is it to Austria" asks for the delivery.
            ActionTellDelivery().act(turn)
            return
        mention = find_mention(turn)
        if not mention.said and (beside := thing_beside(turn)):
            found = by_name(turn, beside)
            # "The mount", said of a television, is one that it can hang on.
            mention = Mention(tuple(suiting(turn, found, [product] if product else [])) or found, beside)
        if not mention.products:
            ask_which(turn, mention)
            return
        device = product or next(iter(turn.shown), None)
        if device is not None and mention.said:
            # "The bags", after vacuums, are theirs.
            made = made_to_fit(turn, mention.products, device)
            mention = Mention(tuple(made) or mention.products, mention.said)
        if len(mention.products) > 1 and (fitting := suiting_at_hand(turn, mention.products, mention.said)):
            # "New battery, how much", said of a camera, is one for that camera.
            mention = Mention(tuple({each.sku: each for each in fitting}.values()), mention.said)
        lowest, highest = prices(mention.products)
        product = mention.products[0]
        if mention.one or lowest == highest:
            turn.focus(product)
            turn.say("utter_price", products=mention.products[:3], name=product.name, price=turn.price(product))
            return
        some = sorted(mention.products, key=lambda each: each.price)[:3]
        turn.show(some)
        turn.say("utter_price_span", products=some, lowest=turn.money(lowest), highest=turn.money(highest))
