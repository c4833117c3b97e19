"""Changes how many of something are in the basket."""

from actions.base import ShopAction
from actions.basket.add_product import ActionAddProduct
from actions.basket.remove_product import in_basket, meant_in_basket
from actions.mention import Mention, ask_which, none_of_these
from actions.misheard import is_not_of_the_basket
from actions.putting import agreed_to_basket, put_in_basket
from actions.turn import Turn
from sales import mentions
from sales.catalogue import Product
from sales.solutions import complete, set_quantity


class ActionChangeQuantity(ShopAction):
    """Sets the quantity of what is meant, within the stock, and tells the new total."""

    leaves_form = True

    def name(self) -> str:
        return "action_change_quantity"

    def act(self, turn: Turn) -> None:
        if is_not_of_the_basket(turn):
            return
        wanted = turn.quantity(default=None)
        meant = meant_in_basket(turn) or in_basket(turn)[-1:]
        if not meant:
            self._add_from_focus(turn, wanted)
        elif wanted is None:
            turn.say("utter_how_many", name=meant[0].name)
        elif len(meant) > 1:
            turn.say("utter_which_of_these", products=meant[:3], count=len(meant))
        elif meant[0].stock is not None and wanted > meant[0].stock:
            turn.say("utter_only_so_many", name=meant[0].name, stock=meant[0].stock)
        else:
            self._set(turn, meant[0], wanted)

    def _add_from_focus(self, turn: Turn, wanted: int | None) -> None:
        """Nothing is in the basket: "I need two of them" speaks of what was shown."""
        if wanted and none_of_these(turn):
            ActionAddProduct().act(turn)
            return
        focus = next((each.sku for each in _pointed_at(turn)), turn.conversation.focus)
        product = turn.store.catalogue.many([focus]).get(focus) if focus else None
        if product is not None and wanted:
            put_in_basket(turn, product, wanted)
        elif wanted and turn.shown:
            ask_which(turn, Mention(tuple(turn.shown)), to_add=True)
        else:
            turn.say("utter_basket_empty")

    def _set(self, turn: Turn, product: Product, wanted: int) -> None:
        known = {each.sku: each for each in in_basket(turn)}
        basket = complete(set_quantity(turn.conversation.basket, product, wanted, known), known)
        turn.store.conversations.set_basket(turn.id, basket)
        agreed_to_basket(turn, product, wanted)
        priced = turn.store.catalogue.priced(basket)
        total = turn.money(priced.total, product.currency)
        if wanted == 0:
            turn.say("utter_removed", name=product.name, total=total)
        else:
            each = next(line.unit_price for line in priced.lines if line.sku == product.sku)
            turn.say(
                "utter_quantity", name=product.name, count=wanted, price=turn.money(each, product.currency), total=total
            )


def _pointed_at(turn: Turn) -> list[Product]:
    """The card that "the first, two pieces" points at."""
    ordinal = turn.value("ordinal")
    return mentions.pick("", turn.shown, ordinal=ordinal) if ordinal else []
