"""Says whether a product has a feature."""

import re

from actions.about_it import asked_of_it, with_such_a_feature
from actions.base import ShopAction
from actions.browse.find_variant import ActionFindVariant
from actions.judging import tell_leader
from actions.mention import Mention, ask_which, find_mention, is_a_kind
from actions.turn import Turn
from sales import mentions
from sales.catalogue import Product
from sales.comparatives import comparative_in
from sales.features import ASKED_ABOUT, Feature, find_feature
from sales.naming import short_name
from sales.spelling import put_right
from sales.wording import listed

_BARE = 3
_WHICH = re.compile(r"\bwhich\b", re.I)
_THEY = re.compile(r"\b(?:they|them|these|those|all of (?:them|those|these))\b", re.I)
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
        if _WHICH.search(turn.text) and tell_leader(turn):
            return
        mention = Mention((focus,)) if (focus := asked_of_it(turn)) else find_mention(turn)
        if turn.is_in_trouble and turn.open_question == "colleague" and mention.one is None:
            # "Is it the camera or the card?" looks for the cause, and no fact of any camera tells it.
            turn.say("utter_cause_unknown")
            turn.ask("colleague")
            return
        if not mention.products or is_a_kind(turn, mention):
            ask_which(turn, mention)
            return
        if not mention.said and tell_of_each(turn):
            return
        product = mention.products[0]
        tell_feature(turn, product if mention.said else with_such_a_feature(turn, product))


def tell_of_each(turn: Turn, *, whatever: bool = False) -> bool:
    """ "Are they waterproof", of several cards, or `whatever` was said: what the data say of each; else False."""
    if not (whatever or _THEY.search(turn.text)) or len(turn.shown) < 2:
        return False
    question = put_right(turn.text, turn.slips, ASKED_ABOUT)
    found = {short_name(each): find_feature(each, question) for each in turn.shown}
    known = {name: each for name, each in found.items() if each is not None}
    if not known:
        turn.say("utter_feature_of_none")
        turn.ask("colleague")
        return True
    told = [_in_short(name, each) for name, each in known.items()]
    unknown = [name for name in found if name not in known]
    response = "utter_feature_of_some" if unknown else "utter_feature_of_each"
    turn.say(response, products=turn.shown, told="; ".join(told), unknown=listed(unknown))
    return True


def _in_short(name: str, found: Feature | str) -> str:
    if isinstance(found, Feature):
        return f"{name} {found.says or f'{found.name} {found.value}'}"
    return f"{name}: {found.strip(' .')}"


def tell_feature(turn: Turn, product: Product, question: str = "") -> None:
    """What the product's data say of each thing that is asked in the message, or in `question` before it; what they
    don't is admitted once."""
    text = question or turn.text
    turn.focus(product)
    name = short_name(product)
    details = turn.values("attribute")
    asked = [
        piece
        for piece in _AND.split(text)
        if ASKED_ABOUT & set(mentions.words(piece)) or any(detail in piece for detail in details)
    ]
    found = [find_feature(product, put_right(piece, turn.slips, ASKED_ABOUT)) for piece in asked]
    known = [each for each in found if isinstance(each, Feature) and each.says]
    if len(found) > 1 and known:
        says = listed(list(dict.fromkeys(each.says for each in known)))
        told = "utter_feature_said_in_part" if len(known) < len(found) else "utter_feature_said"
        turn.say(told, name=name, says=says)
        return
    _tell_one(turn, name, find_feature(product, put_right(text, turn.slips, ASKED_ABOUT)))


def _tell_one(turn: Turn, name: str, found: Feature | str | None) -> None:
    if isinstance(found, Feature) and found.says:
        turn.say("utter_feature_said", name=name, says=found.says)
    elif isinstance(found, Feature):
        turn.say("utter_feature", name=name, feature=found.name, value=found.value)
    elif found:
        turn.say("utter_feature_text", name=name, told=found)
    else:
        turn.say("utter_feature_unknown", name=name)
        turn.ask("colleague")
