"""What is hardly in scope and still answerable: a wish behind a story, a word about what lies on the table."""

import re

from actions.advise.tell_feature import ActionTellFeature
from actions.browse.find_products import find_and_tell
from actions.gifts import says_gift
from actions.judging import tell_sides
from actions.looking import Wish, look
from actions.narrowing import narrows, so_of_the_kind
from actions.order.tell_discount import ActionTellDiscount
from actions.saying import in_shop_words
from actions.showing import tell_found
from actions.suiting import owned_devices, suiting
from actions.turn import Turn
from sales import mentions
from sales.naming import kind_name

_ASKS = re.compile(r"\W*(?:how|what|why|when|where|who|which|is|are|do|does|can)\b", re.I)
_PERCENT = re.compile(r"\b\d{1,2}\s?(?:%|percent\b)", re.I)
_SEEKS = re.compile(
    r"\b(?:need|want|look(?:ing?|in)? (?:for|4)|do (?:you|u) (?:have|sell|hav)|got any|have you got"
    r"|after an?|buy|show me)\b",
    re.I,
)
_CLAUSES = re.compile(r"[.,;:!?]+|\s-+\s|\s(?:so|and|but|because)\s", re.I)
_IT = re.compile(r"\b(?:it|they|them|that|this|these|those)\b", re.I)
_WISHES = {"search_product", "state_need", "ask_advice"}
_POSSIBLE, _A_DETAIL = 0.25, 3


def is_answered_after_all(turn: Turn) -> bool:
    """What is hardly in scope, but speaks of what lies on the table or names a kind that the shop has."""
    if says_gift(turn):
        find_and_tell(turn)
        return True
    if _PERCENT.search(turn.text):
        ActionTellDiscount().act(turn)
        return True
    may_be = _may_be(turn)
    if tell_sides(turn):
        return True
    if (may_be & _WISHES or _SEEKS.search(turn.text) or _is_bare_kind(turn)) and (clause := _with_a_kind(turn)):
        wish = Wish(clause, clause, clause, text=clause)
        found = look(turn, wish)
        if not found and _is_bare_kind(turn):
            head = clause.rsplit(maxsplit=1)[-1]
            found = look(turn, Wish(clause, head, head))
        if found := suiting(turn, found, owned_devices(turn)):
            turn.store.conversations.set_need(turn.id, wish.need)
            tell_found(turn, wish, found)
            return True
    prices = any(turn.value(each) for each in ("price_max", "price_min", "price_about"))
    if not prices and not _ASKS.match(turn.text) and (such := so_of_the_kind(turn)):
        need = f"{kind_name(such[0].category)}, {turn.text}"
        turn.store.conversations.set_need(turn.id, need)
        tell_found(turn, Wish(need, kind_name(such[0].category)), such)
    elif narrows(turn) and not _ASKS.match(turn.text):
        find_and_tell(turn)
    elif "ask_feature" in may_be and turn.shown and _IT.search(turn.text):
        ActionTellFeature().act(turn)
    elif turn.shown and may_be & _WISHES and len(mentions.words(turn.text)) <= _A_DETAIL:
        turn.say("utter_advice_not_known", products=turn.shown)
    else:
        return False
    return True


def _is_bare_kind(turn: Turn) -> bool:
    """Whether a few words end in the name of a kind, and ask nothing: "keyless door lock"."""
    said = mentions.words(turn.text)
    heads = {mentions.words(kind.replace("-", " "))[-1] for kind in turn.kinds}
    return bool(said) and len(turn.text.split()) <= _A_DETAIL and said[-1] in heads and not _ASKS.match(turn.text)


def _may_be(turn: Turn) -> set[str]:
    """The intents that the message may have, however far off its words are."""
    ranking = turn.tracker.latest_message.get("intent_ranking") or []
    return {str(each.get("name")) for each in ranking if float(each.get("confidence") or 0.0) >= _POSSIBLE}


def _with_a_kind(turn: Turn) -> str:
    """The part of the message that names a kind of thing the shop has: "good noise cancelling headphones"; or ""."""
    heads = {mentions.words(kind.replace("-", " "))[-1] for kind in turn.kinds}
    clauses = _CLAUSES.split(turn.text)
    # "A power bank for three phones" is no phone.
    for clause in [*(re.split(r"\sfor\s", each)[0] for each in clauses), *clauses]:
        said = mentions.words(clause)
        if any(heads & set(mentions.words(in_shop_words(turn, word))[-1:]) for word in said):
            return " ".join(said)
    return ""
