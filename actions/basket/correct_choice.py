"""Puts a wrong choice right: "no, the black one"."""

from actions.base import ShopAction
from actions.browse.find_products import find_and_tell
from actions.complain.open_case import tell_more_of_case
from actions.devices import is_asked_about, take_as_theirs
from actions.introducing import introduce
from actions.mention import Mention, ask_which, by_name
from actions.putting import agreed_to_basket, how_many, put_in_basket
from actions.suiting import narrow_to_device
from actions.turn import Turn
from sales import mentions
from sales.catalogue import Product
from sales.solutions import complete, set_quantity
from sales.variants import nearest_to, variants

_PAGE = 200
_WHICH = ("product", "ordinal", "attribute", "colour")


class ActionCorrectChoice(ShopAction):
    """Swaps the last choice for the one that is meant, in the basket too; a correction is never a no to an offer."""

    leaves_form = True

    def name(self) -> str:
        return "action_correct_choice"

    def act(self, turn: Turn) -> None:
        if is_asked_about(turn):
            # "No, it's an old one" corrects no choice.
            take_as_theirs(turn)
            return
        if (turn.is_in_trouble and tell_more_of_case(turn)) or narrow_to_device(turn):
            return
        wrong = _last_choice(turn)
        is_need = turn.values("purpose") and not any(turn.values(each) for each in _WHICH)
        if is_need or (wrong is None and not turn.shown and turn.values("product")):
            # "No, I mean for my back" is another need, and none of those shown; so is a thing where nothing was.
            find_and_tell(turn)
            return
        right = _meant_instead(turn, wrong)
        if len(right) != 1:
            if right or turn.shown:
                some = (right or [product for product in turn.shown if product != wrong])[:3]
                turn.say("utter_correct_which", products=some)
            else:
                ask_which(turn, Mention(()))
            return
        self._swap(turn, wrong, right[0])

    def _swap(self, turn: Turn, wrong: Product | None, right: Product) -> None:
        basket = turn.conversation.basket
        if wrong is None or wrong.sku not in basket.skus:
            introduce(turn, right, how_many(turn, right))
            return
        if not right.in_stock or right.regulated:
            put_in_basket(turn, right)
            return
        quantity = how_many(turn, right) if turn.quantity(None) else basket.quantity(wrong.sku)
        if right.stock is not None and quantity > right.stock:
            turn.say("utter_only_so_many", name=right.name, stock=right.stock)
            return
        known = {product.sku: product for product in turn.products([*basket.skus, right.sku, right.installation])}
        basket = set_quantity(basket, wrong, 0, known)
        basket = complete(basket.add(right.sku, quantity), known)
        turn.store.conversations.set_basket(turn.id, basket)
        agreed_to_basket(turn, right, quantity, instead_of=wrong.sku)
        turn.focus(right)
        total = turn.money(turn.store.catalogue.priced(basket).total, right.currency)
        turn.say("utter_swapped", name=right.name, price=turn.price(right), wrong=wrong.name, total=total)


def _last_choice(turn: Turn) -> Product | None:
    """The product in focus, else the last one put in the basket."""
    talk = turn.conversation
    sku = talk.focus or (talk.basket.lines[-1].sku if talk.basket.lines else None)
    return turn.store.catalogue.many([sku]).get(sku) if sku else None


def _meant_instead(turn: Turn, wrong: Product | None) -> list[Product]:
    """Those meant instead: of the shown ones, of the variants of the wrong one, or by name."""
    said = " ".join(turn.values("product") + turn.values("attribute") + turn.values("colour")) or turn.text
    others = [product for product in turn.shown if wrong is None or product.sku != wrong.sku]
    ordinal = turn.value("ordinal")
    if ordinal is not None:
        return mentions.pick("", turn.shown, ordinal=ordinal)
    if wrong is not None and not turn.values("product"):
        page = turn.store.catalogue.browse(wrong.category, limit=_PAGE)
        others_like_it = variants(wrong, page)
        exactly = " ".join([said, *mentions.figures_beside(said, turn.text, others_like_it)])
        if found := mentions.pick(exactly, others_like_it):
            return nearest_to(wrong, found)
    if found := mentions.pick(said, others, focus=wrong.sku if wrong else None):
        return found
    return list(by_name(turn, " ".join(turn.values("product")))) if turn.values("product") else []
