"""How one thing stands among its kind: whether it is good for a use, and which is the biggest."""

import re
from collections.abc import Sequence

from actions.introducing import ask_for
from actions.looking import meant
from actions.suiting import called
from actions.turn import Turn
from sales.catalogue import Product
from sales.comparatives import ahead_of_all, superlative_in
from sales.naming import kind_name, short_name

_GOOD_FOR = re.compile(
    r"\b(?:is|are|would|will|does|do)\b.*\b(?:good|great|ok|okay|fine|right|suitable|suited|enough|work|any use)\b",
    re.I,
)
# On the search's scale: so near to the best of its kind it is as good.
_AS_GOOD = 0.05
_PAGE = 500


def tell_whether_good_for(turn: Turn) -> bool:
    """Answer "is the Z5 good for birds" by what of its kind means most to that; False where nothing can be told."""
    use = turn.value("purpose")
    if not use or not _GOOD_FOR.search(turn.text):
        return False
    own = _asked_about(turn)
    if not own or len({product.category for product in own}) > 1:
        return False
    hits = meant(turn, use, own[0].category, least=0.0)
    mine = max((hit.score for hit in hits if hit.product in own), default=0.0)
    if not hits:
        return False
    best = next((hit.product for hit in hits if hit.product in own and hit.score == mine), hits[0].product)
    if mine + _AS_GOOD < hits[0].score:
        best = hits[0].product
    turn.show([best])
    turn.store.conversations.set_need(turn.id, f"{kind_name(best.category)}, {use}")
    about = ", ".join(best.benefits[:2]) or best.description.rstrip(" .")
    response = "utter_good_for" if best in own else "utter_rather_for"
    values = {"name": best.name, "price": turn.price(best), "about": about, "asked": short_name(own[0])}
    turn.say(response, products=[best], **values)
    turn.ask("add_focus")
    return True


def _asked_about(turn: Turn) -> Sequence[Product]:
    """The product that is named, with a figure behind it where that is its name; else the one that is talked about."""
    said = turn.values("product")
    if not said:
        return turn.products([turn.conversation.focus or next(iter(turn.conversation.shown), None)])
    in_full = called(turn, " ".join([*turn.values("brand"), *said, *turn.values("quantity")]))
    return in_full or called(turn, said[0])


def tell_extreme(turn: Turn, found: Sequence[Product]) -> bool:
    """Answer "the biggest TV you have" by what the products measure; False where it was not asked or is not known."""
    asked = superlative_in(turn.text)
    kinds = {product.category for product in found}
    if not asked or len(kinds) != 1:
        return False
    kind = turn.store.catalogue.browse(kinds.pop(), limit=_PAGE)
    best = ahead_of_all([product for product in kind if product.in_stock], asked)
    if best is None:
        return False
    turn.show([best])
    ask_for("utter_chosen", turn, best)
    return True
