"""Takes something out of the basket."""

import re

from actions.base import ShopAction
from actions.misheard import is_not_of_the_basket
from actions.privacy.ask_erasure import TOLD, ActionAskErasure
from actions.turn import Turn
from sales import mentions
from sales.basket import Basket
from sales.catalogue import Product
from sales.solutions import complete, set_quantity

_ALL = re.compile(r"\b(?:empty|clear|everything|all of (?:it|them)|whole (?:basket|cart))\b", re.I)


class ActionRemoveProduct(ShopAction):
    """Takes out what is meant, says what is left; asks where several lines could be meant."""

    leaves_form = True

    def name(self) -> str:
        return "action_remove_product"

    def act(self, turn: Turn) -> None:
        talk = turn.conversation
        if turn.open_question == TOLD:
            # "Delete it" after what is known about them was told.
            ActionAskErasure().act(turn)
        elif is_not_of_the_basket(turn):
            return
        elif not talk.basket.lines:
            turn.say("utter_basket_empty")
        elif _ALL.search(turn.text) and not turn.values("product"):
            turn.store.conversations.set_basket(turn.id, Basket())
            turn.say("utter_basket_emptied")
        else:
            self._remove(turn, meant_in_basket(turn))

    def _remove(self, turn: Turn, meant: list[Product]) -> None:
        if len(meant) != 1:
            lines = in_basket(turn)
            turn.show(meant or lines)
            turn.say("utter_remove_which", products=(meant or lines)[:3])
            return
        known = {product.sku: product for product in in_basket(turn)}
        basket = complete(set_quantity(turn.conversation.basket, meant[0], 0, known), known)
        if meant[0].sku in basket.skus:
            goods = next(product.name for product in known.values() if product.installation == meant[0].sku)
            turn.say("utter_belongs_together", name=goods, service=meant[0].name)
            return
        turn.store.conversations.set_basket(turn.id, basket)
        if not basket.lines:
            turn.say("utter_removed_last", name=meant[0].name)
            return
        total = turn.store.catalogue.priced(basket).total
        turn.say("utter_removed", name=meant[0].name, total=turn.money(total, meant[0].currency))


def in_basket(turn: Turn) -> list[Product]:
    """The basket's products in the order of its lines."""
    found = turn.store.catalogue.many(turn.conversation.basket.skus)
    return [found[line.sku] for line in turn.conversation.basket.lines if line.sku in found]


def meant_in_basket(turn: Turn) -> list[Product]:
    """The basket lines that the words point at; with "it" the one talked about, else the only one."""
    lines = in_basket(turn)
    said = " ".join(turn.values("product") + turn.values("brand") + turn.values("attribute") + turn.values("colour"))
    meant = mentions.pick(said or turn.text, lines, ordinal=turn.value("ordinal"))
    if meant or said or turn.value("ordinal"):
        return meant
    talked = [product for product in lines if product.sku == turn.conversation.focus]
    return talked or (lines if len(lines) == 1 else [])
