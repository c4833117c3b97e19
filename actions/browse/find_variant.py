"""Finds the same product in another colour or size."""

from actions.base import ShopAction
from actions.mention import ask_which, find_mention
from actions.turn import Turn
from sales import mentions
from sales.catalogue import Product
from sales.variants import variants

_PAGE = 200


class ActionFindVariant(ShopAction):
    """The other variants of what is talked about, those of the wish first; honest where there is none."""

    def name(self) -> str:
        return "action_find_variant"

    def act(self, turn: Turn) -> None:
        product = _base(turn)
        if product is None:
            ask_which(turn, find_mention(turn))
            return
        others = variants(product, turn.store.catalogue.browse(product.category, limit=_PAGE))
        wanted = " ".join([*turn.values("colour"), *turn.values("attribute")])
        suited = mentions.pick(wanted, others) if wanted else list(others)
        if suited:
            turn.show([*suited[:3]], focus=suited[0])
            turn.say("utter_variants", products=suited[:3], name=product.name)
        elif others:
            turn.show([*others[:3]], focus=product)
            turn.say("utter_other_variants_only", products=others[:3], name=product.name, wanted=wanted)
        else:
            turn.focus(product)
            turn.say("utter_no_variant", name=product.name)


def _base(turn: Turn) -> Product | None:
    """The product whose variants are asked for: named in the message, in focus, on the page, or first shown."""
    talk = turn.conversation
    if turn.values("product"):
        return next(iter(find_mention(turn).products), None)
    chosen = talk.focus or talk.page_sku or next(iter(talk.shown), None)
    return turn.store.catalogue.many([chosen]).get(chosen) if chosen else None
