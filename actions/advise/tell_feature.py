"""Says whether a product has a feature."""

import re

from actions.base import ShopAction
from actions.browse.find_variant import ActionFindVariant
from actions.mention import ask_which, find_mention
from actions.turn import Turn
from sales import mentions
from sales.catalogue import Product
from sales.comparatives import comparative_in
from sales.features import ASKED_ABOUT, Feature, find_feature
from sales.naming import short_name
from sales.spelling import put_right
from sales.wording import listed

_BARE = 3
_AND = re.compile(r"[?.,;!]+|\s(?:and|also|plus|n|&)\s", re.I)


class ActionTellFeature(ShopAction):
    """The fact from the product's data, or the honest word that it is not known, with a colleague on offer."""

    def name(self) -> str:
        return "action_tell_feature"

    def act(self, turn: Turn) -> None:
        if comparative_in(turn.text) and len(turn.text.split()) <= _BARE:
            # "Lighter?" asks for another one.
            ActionFindVariant().act(turn)
            return
        mention = find_mention(turn)
        if not mention.products:
            ask_which(turn, mention)
            return
        tell_feature(turn, mention.products[0])


def tell_feature(turn: Turn, product: Product) -> None:
    """What the product's data say of each thing that is asked in the message; what they don't is admitted once."""
    turn.focus(product)
    name = short_name(product)
    details = turn.values("attribute")
    asked = [
        piece
        for piece in _AND.split(turn.text)
        if ASKED_ABOUT & set(mentions.words(piece)) or any(detail in piece for detail in details)
    ]
    found = [find_feature(product, put_right(piece, turn.slips, ASKED_ABOUT)) for piece in asked]
    known = [each for each in found if isinstance(each, Feature) and each.says]
    if len(found) > 1 and known:
        says = listed(list(dict.fromkeys(each.says for each in known)))
        told = "utter_feature_said_in_part" if len(known) < len(found) else "utter_feature_said"
        turn.say(told, name=name, says=says)
        return
    _tell_one(turn, name, find_feature(product, put_right(turn.text, turn.slips, ASKED_ABOUT)))


def _tell_one(turn: Turn, name: str, found: Feature | str | None) -> None:
    if isinstance(found, Feature) and found.says:
        turn.say("utter_feature_said", name=name, says=found.says)
    elif isinstance(found, Feature):
        turn.say("utter_feature", name=name, feature=found.name, value=found.value)
    elif found:
        turn.say("utter_feature_text", name=name, text=found)
    else:
        turn.say("utter_feature_unknown", name=name)
        turn.ask("colleague")
