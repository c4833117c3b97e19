"""A question asked on in a word or two: "and the Z3?" after a feature, "battery?" of what is talked about."""

import re

from actions.advise.tell_feature import tell_feature, tell_of_each
from actions.before import intent_before, texts_before
from actions.brands import tell_makes_weighed, tell_other_makes
from actions.browse.find_variant import ActionFindVariant
from actions.judging import tell_leader
from actions.mention import find_mention
from actions.owning import tell_owned
from actions.turn import Turn
from sales import mentions
from sales.comparatives import comparative_in
from sales.features import ASKED_ABOUT, Feature, find_feature

_ON = re.compile(r"^\W*(?:and|what about|how about|also|does|do|is|has)\b|\b(?:too|as well|also|either)\W*$", re.I)
_COUNTS = re.compile(r"\b(?:matters?|(?:is|most|more) important|counts?)\b", re.I)
_SHORT, _BARE, _AGO = 6, 3, 2
_TELLING = ("ask_feature", "product_details", "compare_products", "ask_advice")


def is_said_of_what_is_known(turn: Turn) -> bool:
    """Answer words that look like a search and are none: of what they own, of makes, or asked on; False otherwise."""
    return (
        tell_owned(turn)
        or tell_other_makes(turn)
        or tell_makes_weighed(turn)
        or tell_asked_again(turn)
        or _asks_for_more_or_less(turn)
        or _says_what_counts(turn)
    )


def tell_asked_again(turn: Turn) -> bool:
    """Answer what goes on with the question before, of another product or about another feature; False otherwise."""
    return _of_another(turn) or _another_feature(turn)


def _asks_for_more_or_less(turn: Turn) -> bool:
    """ "Too loud. Anything quieter?", of what was shown, is no search for something quiet."""
    if not turn.shown or turn.values("product") or not comparative_in(turn.text):
        return False
    ActionFindVariant().act(turn)
    return True


def _says_what_counts(turn: Turn) -> bool:
    """ "Battery matters", of two phones put side by side, asks which has more of it."""
    one_kind = len(turn.shown) > 1 and len({product.category for product in turn.shown}) == 1
    if not one_kind or turn.values("product") or not _COUNTS.search(turn.text):
        return False
    return tell_leader(turn, f"{turn.text} longest")


def tell_how_long_it_runs(turn: Turn) -> bool:
    """Answer a bare "how long?" right after a question for the battery of what is talked about; False otherwise."""
    focus = next(iter(turn.products([turn.conversation.focus])), None)
    bare = len(turn.text.split()) <= _BARE and intent_before(turn) == "ask_feature"
    if focus is None or not bare or "battery" not in mentions.words(_question_before(turn)):
        return False
    tell_feature(turn, focus, "battery")
    return True


def _of_another(turn: Turn) -> bool:
    """ "Does the Z3 too", after "does the Z5 have wifi": the same question of the Z3."""
    text = _question_before(turn)
    said = turn.values("product") or turn.values("brand")
    if not text or not said or len(turn.text.split()) > _SHORT or not _ON.search(turn.text):
        return False
    if ASKED_ABOUT & set(mentions.words(turn.text)):
        return False
    mention = find_mention(turn)
    models = {tuple(product.attributes.get("model", (product.sku,))) for product in mention.products}
    if len(models) != 1:
        return False
    tell_feature(turn, mention.products[0], text)
    return True


def _question_before(turn: Turn) -> str:
    """The last words that asked for a feature by its name, one or two messages ago; "" where there were none."""
    asked = (text for text in texts_before(turn)[:_AGO] if ASKED_ABOUT & set(mentions.words(text)))
    return next(asked, "")


def _another_feature(turn: Turn) -> bool:
    """ "Battery?", of the speaker that is talked about, asks for its battery, and for none to buy."""
    said = set(mentions.words(turn.text))
    asks = turn.text.rstrip().endswith("?") or (intent_before(turn) in _TELLING and _ON.search(turn.text))
    focus = next(iter(turn.products([turn.conversation.focus])), None)
    if not asks or not said or len(turn.text.split()) > _BARE or not said <= ASKED_ABOUT:
        return False
    if focus is None:
        return intent_before(turn) in _TELLING and tell_of_each(turn, whatever=True)
    if not isinstance(find_feature(focus, turn.text), Feature):
        return False
    tell_feature(turn, focus)
    return True
