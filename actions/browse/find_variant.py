"""Finds the same product in another colour or size."""

from collections.abc import Sequence

from actions.base import ShopAction
from actions.looking import Wish
from actions.mention import ask_which, by_name, find_mention, thing_beside
from actions.showing import tell_found
from actions.suiting import suiting_at_hand
from actions.turn import Turn
from sales import mentions
from sales.catalogue import Product
from sales.comparatives import comparative_in, surpassing
from sales.features import described
from sales.naming import short_name
from sales.spelling import put_right
from sales.variants import nearest_to, variants

_PAGE = 200


class ActionFindVariant(ShopAction):
    """The other variants of what is talked about, those of the wish first; honest where there is none."""

    def name(self) -> str:
        return "action_find_variant"

    def act(self, turn: Turn) -> None:
        product = _base(turn)
        if _tell_another_thing(turn):
            return
        if product is None:
            ask_which(turn, find_mention(turn))
            return
        kind = turn.store.catalogue.browse(product.category, limit=_PAGE)
        wanted = _wanted(turn, product)
        if comparative := comparative_in(wanted) or comparative_in(turn.text):
            _tell_surpassing(turn, product, kind, comparative)
            return
        others = variants(product, kind)
        # What is talked about may be the very one that is asked for: nobody chose its colour or size yet.
        among = [product, *others]
        wanted = put_right(wanted, turn.slips, {word for each in among for word in described(each)})
        wanted = put_right(wanted, turn.slips, {word for each in kind for word in described(each)})
        said = " ".join([wanted, *turn.values("product")])
        wanted = " ".join([wanted, *mentions.figures_beside(said, turn.text, among)]).strip()
        suited = mentions.named(wanted, among) if wanted else others
        if suited and wanted and turn.conversation.focus == product.sku:
            # "In black", of the 42, is the black 42.
            suited = nearest_to(product, suited)
        if suited:
            turn.show([*suited[:3]], focus=suited[0])
            turn.say("utter_variants", products=suited[:3], name=short_name(product))
        elif others:
            nearest = (mentions.pick(wanted, among) or list(others))[:3]
            turn.show(nearest, focus=product)
            misspelt = turn.slips & set(mentions.spoken(wanted))
            told = "utter_other_variants_unnamed" if misspelt else "utter_other_variants_only"
            turn.say(told, products=nearest, name=short_name(product), wanted=wanted)
        else:
            turn.focus(product)
            turn.say("utter_no_variant", name=product.name)


def _tell_another_thing(turn: Turn) -> bool:
    """ "Is there a mat", of a treadmill, asks for no other treadmill."""
    said = "" if turn.values("product") else thing_beside(turn)
    found = suiting_at_hand(turn, by_name(turn, said), said) if said else []
    found = list({product.sku: product for product in found if product.in_stock}.values())
    if found:
        tell_found(turn, Wish(said, said, said), found)
    return bool(found)


def _wanted(turn: Turn, product: Product) -> str:
    """The details that are asked for, each once and none that is the model: "blue", "blue with 256" is the latter."""
    model = mentions.words(short_name(product))
    told = [each for each in [*turn.values("attribute"), *turn.values("colour")] if each.casefold() not in model]
    return " ".join(each for place, each in enumerate(told) if not any(each in before for before in told[:place]))


def _tell_surpassing(turn: Turn, product: Product, kind: Sequence[Product], comparative: str) -> None:
    better = surpassing(product, [each for each in kind if each.in_stock], comparative)
    name = short_name(product)
    if better is None:
        turn.say("utter_comparison_unknown", wanted=comparative)
    elif better:
        turn.show(better[:3])
        turn.say("utter_surpassing", products=better[:3], wanted=comparative, name=name)
    else:
        turn.say("utter_none_surpasses", wanted=comparative, name=name)


def _base(turn: Turn) -> Product | None:
    """The product whose variants are asked for: named in the message, in focus, on the page, or first shown."""
    talk = turn.conversation
    if turn.values("product"):
        return next(iter(find_mention(turn).products), None)
    chosen = talk.focus or talk.page_sku or next(iter(talk.shown), None)
    return turn.store.catalogue.many([chosen]).get(chosen) if chosen else None
