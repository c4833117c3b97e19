"""What a search that found nothing says, and where it looks once more."""

import re
from collections.abc import Sequence
from dataclasses import replace

from actions.complain.open_case import tell_more_of_case
from actions.gifts import says_gift
from actions.limits import without_limits
from actions.looking import CARDS, INTEREST, Wish, is_told_of, look
from actions.narrowing import kind_named
from actions.order.tell_delivery import ActionTellDelivery
from actions.suiting import tell_not_in_shop
from actions.turn import Turn
from actions.unwanted import seeks
from sales import mentions
from sales.catalogue import Product
from sales.features import described
from sales.naming import kind_name, short_name

_A_PAIR = 2


def by_the_kind_alone(turn: Turn, wish: Wish) -> tuple[Wish, list[Product]]:
    """What a word that nobody marked names: "good evening sir, I am requiring one mobile"."""
    if turn.values("product") or not (kind := kind_named(turn)):
        return wish, []
    wish = replace(wish, need=f"{kind}, {wish.need}", core=kind, head=kind, text="")
    return wish, look(turn, wish)


def within_the_kind_shown(turn: Turn, wish: Wish) -> tuple[Wish, list[Product]]:
    """What a limit that is said alone leaves of the kind on the table: "around 20", after e-readers were shown."""
    if not turn.shown or wish.price_max is None or mentions.words(without_limits(turn)):
        return wish, []
    kind = turn.shown[0].category
    named = kind_name(kind)
    wish = replace(wish, need=named, core=named, head=named, category=kind, text="")
    return wish, look(turn, wish)


def is_another_thing(turn: Turn, wish: Wish, found: Sequence[Product]) -> bool:
    """Say whether a short name has only its last word in common with what was found, and that of several kinds: a
    washing machine is no coffee machine."""
    said = mentions.words(without_limits(turn))
    head = mentions.words(wish.head)[-1:]
    together = re.search(rf"\b{re.escape(said[0])}\w*[ -]+{re.escape(said[-1])}", turn.text, re.I) if said else None
    if len(said) != _A_PAIR or said[-1:] != head or not together or len(mentions.words(wish.category or "")) > 1:
        return False
    # Marked as one name, "baby monitor" is no monitor of whatever kind.
    no_kind = not mentions.category_called(said[-1], turn.kinds)
    one_name = len(mentions.words(wish.head)) == _A_PAIR and (no_kind or not is_told_of(turn, said[0]))
    several = one_name or len({product.category for product in found[:CARDS]}) > 1
    return several and not any(said[0] in described(product) for product in found[:CARDS])


def say_nothing_found(turn: Turn, wish: Wish) -> None:
    """Say honestly why nothing is shown: above the limit, sold out, not sold, or too little said."""
    above = sorted(look(turn, replace(wish, price_min=None, price_max=None)), key=lambda product: product.price)
    above = above[:CARDS]
    if above and wish.price_max is not None:
        turn.show(above)
        limit, lowest = turn.money(turn.amount("price_about") or wish.price_max), turn.price(above[0])
        turn.say("utter_found_above", products=above, limit=limit, lowest=lowest)
    elif sold_out := look(turn, wish, in_stock=False)[:1]:
        turn.show(sold_out)
        turn.say("utter_out_of_stock", products=sold_out, name=sold_out[0].name)
    elif says_gift(turn):
        turn.say("utter_gift_for_what")
        turn.ask(INTEREST)
    elif turn.value("place"):
        # "Spain?" asks whether we deliver there.
        ActionTellDelivery().act(turn)
    elif _asks_of_it(turn):
        turn.say("utter_feature_unknown", name=short_name(turn.products([turn.conversation.focus])[0]))
        turn.ask("colleague")
    elif turn.values("product") or turn.values("brand"):
        tell_not_in_shop(turn, wish.head)
    elif seeks(turn) or not tell_more_of_case(turn):
        turn.say("utter_need_more")
        turn.ask(INTEREST)


def _asks_of_it(turn: Turn) -> bool:
    """Whether a bare "remote?", that names nothing the shop has, asks it of the fan just shown."""
    is_bare = len(turn.text.split()) == 1 and turn.text.rstrip().endswith("?")
    return is_bare and turn.conversation.focus in turn.conversation.shown
