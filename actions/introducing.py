"""One product, what speaks for it, and the question whether it goes into the basket."""

import re

from actions.saying import in_shop_words
from actions.turn import Turn
from sales import mentions
from sales.catalogue import Product
from sales.features import described, points_of

ADD_FOCUS = "add_focus"
CHEAPEST = re.compile(r"\b(?:cheapest|lowest[ -]priced|least expensive)\b", re.I)
# "The cheapest one you sell" is none of those shown alone.
_OF_ALL = re.compile(
    r"\b(?:you|u|ya)(?:'?ve| have)? (?:got|have|sell|do|stock|carry)\b|\bof (?:them )?all\b"
    r"|\bin (?:the|your) (?:shop|store)\b",
    re.I,
)
_PAGE = 200
# Where the shop tells nothing but name and price.
_PLAIN = {"utter_chosen": "utter_chosen_plain", "utter_found_one": "utter_found_one_plain"}


def introduce(turn: Turn, product: Product, count: int = 1) -> None:
    """Show one product with what it is good for, and ask whether it, or so many of it, goes into the basket."""
    turn.focus(product)
    if not product.in_stock:
        turn.say("utter_chosen_sold_out", products=[product], name=product.name)
        return
    ask_for("utter_chosen", turn, product, count)


def ask_for(response: str, turn: Turn, product: Product, count: int = 1) -> None:
    """Say its price and what speaks for it, as far as the shop tells, and ask for it."""
    about = points_of(product)
    told = response if about else _PLAIN[response]
    turn.say(told, products=[product], name=product.name, price=turn.price(product), about=about)
    turn.ask(ADD_FOCUS if count == 1 else f"{ADD_FOCUS} {count}")


def tell_cheapest(turn: Turn) -> bool:
    """ "The cheapest laser", of the printers shown or of those named, is the lowest priced; False where none is so."""
    said = set(mentions.words(turn.text))
    asked = CHEAPEST.search(turn.text) and (said or _OF_ALL.search(turn.text))
    kind = _kind_meant(turn) if asked else None
    if kind is None:
        return False
    page = turn.store.catalogue.browse(kind, limit=_PAGE)
    such = [product for product in page if product.in_stock and (said or _need_of(turn)) <= described(product)]
    if not such:
        return False
    lowest = min(such, key=lambda product: (product.price, product.sku))
    if lowest.sku == turn.conversation.focus:
        turn.say("utter_none_cheaper", name=lowest.name, price=turn.price(lowest), products=[lowest])
        turn.ask(ADD_FOCUS)
    else:
        turn.show([lowest])
        introduce(turn, lowest)
    return True


def _need_of(turn: Turn) -> set[str]:
    """The words of the need that are true of what is talked about: of robot vacuums the cheapest robot."""
    about = turn.products([turn.conversation.focus or next(iter(turn.conversation.shown), None)])
    return set(mentions.words(turn.conversation.need)) & described(about[0]) if about else set()


def _kind_meant(turn: Turn) -> str | None:
    named = (mentions.category_called(in_shop_words(turn, said), turn.kinds) for said in turn.values("product"))
    return next(filter(None, named), turn.shown[0].category if turn.shown else None)
