"""Puts something into the basket."""

import re

from actions.base import ShopAction
from actions.basket.show_basket import ActionShowBasket
from actions.before import shown_before
from actions.browse.choose_option import takes
from actions.colouring import put_as_told
from actions.complain.open_case import tell_more_of_case
from actions.mention import Mention, ask_which, find_mention, find_mentions
from actions.offering import accept, offer_just_made
from actions.order.tell_discount import ActionTellDiscount
from actions.owning import tell_owned
from actions.putting import put_in_basket
from actions.several import add_device_too, add_several, add_with_it, says_every
from actions.turn import Turn
from sales import mentions
from sales.catalogue import Product
from sales.wording import listed

_DEAL = re.compile(
    r"\bbuy (?:one|two|\d)\b.*\bget (?:one|\d|the)\b|\b(?:2|two|3|three) for (?:1|one|2|two)\b|\bbogof?\b", re.I
)
_PUTS = re.compile(r"\b(?:add|put|take|have|get|buy|order|throw|chuck|pop|stick|want|need|bung|sling|make)\b", re.I)


class ActionAddProduct(ShopAction):
    """Adds what is meant and repeats it with its price; right after an offer "add it" accepts the offer."""

    leaves_form = True

    def name(self) -> str:
        return "action_add_product"

    def act(self, turn: Turn) -> None:
        if tell_owned(turn):
            return
        if _DEAL.search(turn.text):
            ActionTellDiscount().act(turn)
            return
        if turn.text.rstrip().endswith("?") and not _PUTS.search(turn.text) and turn.conversation.basket.lines:
            # "Both in basket?" asks, and adds nothing.
            ActionShowBasket().act(turn)
            return
        if self._accepts_offer(turn) or (turn.is_in_trouble and not takes(turn.text) and tell_more_of_case(turn)):
            return
        if add_with_it(turn) or add_several(turn):
            return
        if says_every(turn.text) and len(turn.shown) > 1 and not turn.values("product"):
            ask_which(turn, Mention(tuple(turn.shown)), to_add=True)
            return
        if says_every(turn.text) and len(turn.shown) == 1 and not turn.values("product"):
            # "Both", where the last answer showed one: which two is for them to say.
            seen = turn.products(shown_before(turn)[:2])
            ask_which(turn, Mention(tuple(seen)), to_add=True)
            return
        several = [each for each in find_mentions(turn) if each.products and not _is_own(turn, each.said)]
        if len(several) > 1 and not turn.value("ordinal"):
            self._add_each(turn, [_in_stock_first(each) for each in several])
            return
        mention = _in_stock_first(find_mention(turn))
        if mention.one is None:
            ask_which(turn, mention, to_add=True)
            return
        put_as_told(turn, mention.one)

    def _add_each(self, turn: Turn, several: list[Mention]) -> None:
        """One of each that is plain; of the others, which one of the first is meant."""
        for product in {each.one.sku: each.one for each in several if each.one is not None}.values():
            put_in_basket(turn, product)
        unclear = [mention for mention in several if mention.one is None]
        if unclear:
            ask_which(turn, unclear[0], to_add=True)
        if len(unclear) > 1:
            turn.say("utter_then_the_others", said=listed([mention.said for mention in unclear[1:]]))

    def _accepts_offer(self, turn: Turn) -> bool:
        """Whether the words take the offer just made: nothing else named, or its very item."""
        offer = turn.store.offers.waiting(turn.id)
        if offer is None or not offer_just_made(turn, offer) or turn.value("ordinal"):
            return False
        named = " ".join([*turn.values("product"), *turn.values("brand")])
        items = list(turn.store.catalogue.many(sku for sku, _, _ in offer.items).values())
        if named and (not mentions.named(named, items) or _names_what_it_is_for(turn, named, items)):
            return False
        add_device_too(turn, offer)
        accept(turn, offer, turn.text)
        return True


def _in_stock_first(mention: Mention) -> Mention:
    """Of several meant, those that can be had; the sold-out stay where there is nothing else."""
    here = tuple(product for product in mention.products if product.in_stock)
    return Mention(here or mention.products, mention.said)


def _names_what_it_is_for(turn: Turn, named: str, items: list[Product]) -> bool:
    """Whether "the laptop" is what the offer was made for, however much its memory is called laptop memory."""
    talked_about = {product.category for product in turn.products([turn.conversation.focus, *turn.conversation.shown])}
    kind = mentions.category_called(named, talked_about)
    return kind is not None and all(item.category != kind for item in items)


def _is_own(turn: Turn, said: str) -> bool:
    """Whether it is told as the customer's own: "my old phone gave up" adds no phone."""
    return bool(re.search(rf"\b(?:my|our|his|her|their)\s+(?:[\w-]+\s+)?{re.escape(said)}", turn.text, re.I))
