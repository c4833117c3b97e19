"""Puts something into the basket."""

from actions.base import ShopAction
from actions.mention import Mention, ask_which, find_mention
from actions.offering import accept, offer_just_made
from actions.putting import how_many, put_in_basket
from actions.turn import Turn
from sales import mentions


class ActionAddProduct(ShopAction):
    """Adds what is meant and repeats it with its price; right after an offer "add it" accepts the offer."""

    leaves_form = True

    def name(self) -> str:
        return "action_add_product"

    def act(self, turn: Turn) -> None:
        if self._accepts_offer(turn):
            return
        mention = _in_stock_first(find_mention(turn))
        if mention.one is None:
            ask_which(turn, mention, to_add=True)
            return
        put_in_basket(turn, mention.one, how_many(turn, mention.one))

    def _accepts_offer(self, turn: Turn) -> bool:
        """Whether the words take the offer just made: nothing else named, or its very item."""
        offer = turn.store.offers.waiting(turn.id)
        if offer is None or not offer_just_made(turn, offer) or turn.value("ordinal"):
            return False
        named = " ".join([*turn.values("product"), *turn.values("brand")])
        items = list(turn.store.catalogue.many(sku for sku, _, _ in offer.items).values())
        if named and not mentions.named(named, items):
            return False
        accept(turn, offer, turn.text)
        return True


def _in_stock_first(mention: Mention) -> Mention:
    """Of several meant, those that can be had; the sold-out stay where there is nothing else."""
    here = tuple(product for product in mention.products if product.in_stock)
    return Mention(here or mention.products, mention.said)
