"""Finds something that costs less."""

import re

from actions.base import ShopAction
from actions.brands import tell_other_makes
from actions.browse.find_products import find_and_tell
from actions.browse.find_variant import ActionFindVariant
from actions.elsewhere import tell_no_matching
from actions.fitting import tell_what_it_takes
from actions.introducing import CHEAPEST, introduce, tell_cheapest
from actions.looking import CARDS, Wish, cheaper, look
from actions.mention import find_mention
from actions.turn import Turn
from sales import mentions
from sales.catalogue import Product
from sales.comparatives import comparative_in

_FITS = "fits_model"
_WHICH = re.compile(r"\bwhich\b.*\bcheap(?:er|est)\b", re.I)


class ActionFindCheaper(ShopAction):
    """Products of the same kind below the cheapest one talked about."""

    leaves_form = True

    def name(self) -> str:
        return "action_find_cheaper"

    def act(self, turn: Turn) -> None:
        if not tell_other_makes(turn) and not tell_no_matching(turn) and not tell_what_it_takes(turn):
            show_cheaper(turn)


def show_cheaper(turn: Turn) -> None:
    """Show up to three cheaper ones, or say that this is the lowest."""
    if turn.shown and comparative_in(turn.text):
        # "Too big" asks for a smaller one.
        ActionFindVariant().act(turn)
        return
    if tell_cheapest(turn):
        return
    mention = find_mention(turn, with_free_text=False)
    base = turn.shown or list(mention.products)
    if not base or _is_a_search(turn):
        find_and_tell(turn)
        return
    bare = CHEAPEST.search(turn.text) and not mentions.words(turn.text)
    if len(base) > 1 and turn.conversation.focus is None and (bare or _WHICH.search(turn.text)):
        # "Which is cheaper" chooses among those shown.
        introduce(turn, min(base, key=lambda product: (product.price, product.sku)))
        return
    if turn.conversation.focus is None:
        # Of several kinds shown, the first is the one that answers the need.
        base = [product for product in base if product.category == base[0].category]
    lowest = min(base, key=lambda product: product.price)
    found = _below(turn, lowest)
    if not found:
        turn.focus(lowest)
        turn.say("utter_none_cheaper", name=lowest.name, price=turn.price(lowest), products=[lowest])
        return
    turn.show(found)
    turn.say("utter_cheaper", products=found, limit=turn.price(lowest))


def _is_a_search(turn: Turn) -> bool:
    """ "Under 100" names its own limit: it is no step down from what was shown."""
    return bool(turn.value("price_max") or turn.value("price_about"))


def _below(turn: Turn, lowest: Product) -> list[Product]:
    """Of the same category, for the same models, below its price: what suits the need, then the closest step down."""
    wish = Wish(turn.conversation.need, category=lowest.category)
    suited = look(turn, cheaper(wish, lowest.price))
    rest = look(turn, cheaper(Wish("", category=lowest.category), lowest.price))
    rest = sorted(rest, key=lambda product: -product.price)
    models = set(lowest.attributes.get(_FITS, ()))
    found = {product.sku: product for product in [*suited, *rest]}.values()
    return [each for each in found if not models or models & set(each.attributes.get(_FITS, ()))][:CARDS]
