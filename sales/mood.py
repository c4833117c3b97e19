"""How a conversation's mood moves: up at once, down slowly.

Unhappy is entered by one unhappy message. It is left only when no case is open *and* the customer shows a good sign:
says that the problem is solved, thanks with warmth, or wishes to buy something after the solution. Time, silence and
"ok" change nothing (R38-R40). A case that was closed asks for the same good sign, whatever the mood is.
"""

import re
from dataclasses import dataclass

from sales.customer import Mood

SOLVED_INTENTS = frozenset({"problem_solved"})
WARM_INTENTS = frozenset({"thank", "compliment"})
WISH_INTENTS = frozenset({"search_product", "state_need", "ask_advice", "add_to_basket", "reorder", "checkout"})
COMPLAINT_INTENTS = frozenset(
    {"complain", "report_defect", "report_late_delivery", "report_wrong_item", "report_payment_problem"}
)
# What people ask for who are not in trouble; said surely, it outweighs a voice that only may be unhappy.
CALM_INTENTS = WISH_INTENTS | {
    "show_more",
    "choose_option",
    "ask_price",
    "ask_stock",
    "ask_fit",
    "ask_feature",
    "ask_goes_with",
    "show_basket",
    "change_quantity",
    "remove_from_basket",
    "ask_why_offer",
    "stop_offers",
    "resume_offers",
    "ask_return_policy",
    "ask_warranty",
    "ask_what_known",
    "delete_my_data",
    "correct_my_data",
    "ask_privacy",
    "give_details",
}
SURE_COMPLAINT, POSSIBLE_COMPLAINT = 0.6, 0.3
_SURE_CALM, _LIKELY_CALM = 0.75, 0.5
_THEIR_OWN = re.compile(
    r"\b(?:old|ancient|aged|worn|former|previous|\w+ years|(?:an)?other (?:shop|store|brand|make)|elsewhere|time for"
    r"|new ones?|successor|(?:after|for|need|want|buy) (?:a |an )?(?:new|another|replacement))\b",
    re.I,
)
_OWN_THING = re.compile(r"\b(?:my|our) (?!order|money|refund|case|complaint|return|delivery|parcel)\w+", re.I)
_OWN_FAULT = re.compile(
    r"(?<!suppose )(?<!course )(?<!guess )\b(?:(?:it'?s |was |is )?(?:not your|my own|our own) fault|silly me"
    r"|my bad)\b",
    re.I,
)
_ABOUT_US = re.compile(
    r"\b(?:you|your|u|orders?|ordered|bought|deliver\w*|shipp?\w*|arriv\w*|parcels?|packages?|box|couriers?|drivers?"
    r"|refund\w*|returns?|returned|money|promis\w*|wait\w*|nobody|no one|exchange\w*|warranty|technician|sent|receiv\w*"
    r"|paid|charged?|invoice|brand new|(?:second|third|fourth) (?:one|time)|another (?:broken|faulty|dead))\b",
    re.I,
)
_ASKS_US = re.compile(
    r"\b(?:do you (?:have|sell|stock)|have you got|(?:can|could|would|will|what do) you|of yours|not your fault)\b",
    re.I,
)
_VOICE_THAT_BACKS, _VOICE_BEYOND_DOUBT = 0.25, 0.85

_UNHAPPY_ENOUGH = 0.5
_THREATS = re.compile(
    r"\b(?:lawyers?|solicitors?|attorneys?|su(?:e|ing) you|take you to court|in court|police|trading standards|"
    r"charge-?back|consumer (?:protection|rights)|ombudsman|report you|go public|to the press)\b",
    re.I,
)
_CURSES = re.compile(
    r"\b(?:f+u+c+k\w*|bull-?shit|shit\w*|bastards?|crooks?|thie(?:f|ves)|scam(?:mers?)?|liars?|ass-?holes?|"
    r"idiots?|morons?)\b",
    re.I,
)
_HARD_WORDS = re.compile(
    r"\b(?:furious|livid|fuming|enraged|outrage\w*|disgust\w*|unacceptable|ridiculous|appalling|pathetic|"
    r"disgrace\w*|infuriat\w*|worst|incompetent|fed up|sick (?:and tired )?of|had enough)\b",
    re.I,
)
_CRIES = re.compile(r"!{2,}")
_SHOUTED_WORDS, _SHOUTED_SHARE = 4, 0.7


@dataclass(frozen=True)
class MoodSignal:
    """What one message says: its label, how unhappy it is (0-1), and what it asks for."""

    label: Mood
    unhappy: float
    intents: tuple[str, ...] = ()


def is_complaint(confidence: float, in_scope: float, unhappy: float) -> bool:
    """Whether an intent to complain is more than a guess: surely read, or possibly read in a voice that backs it.

    All 0 to 1. A message that is hardly one of ours counts as little as its scope.
    """
    sure = min(confidence, in_scope)
    return sure >= SURE_COMPLAINT or (sure >= POSSIBLE_COMPLAINT and unhappy >= _VOICE_THAT_BACKS)


def felt_label(label: Mood, unhappy: float, calm: float, text: str = "") -> Mood:
    """The label, less an unhappy one that is only just so in a request surely (`calm`, 0 to 1) of everyday kind.

    Whoever wants something new, for an old thing of their own or one from elsewhere, is not let down by us, however
    sadly the `text` tells of it.
    """
    if label is not Mood.UNHAPPY:
        return label
    if calm >= _SURE_CALM and unhappy < _VOICE_BEYOND_DOUBT:
        return Mood.NEUTRAL
    about_us = _ABOUT_US.search(_ASKS_US.sub(" ", text))
    if _OWN_FAULT.search(text) and not about_us:
        return Mood.NEUTRAL
    tells_own = calm >= _LIKELY_CALM and (_THEIR_OWN.search(text) or (calm >= _SURE_CALM and _OWN_THING.search(text)))
    return Mood.NEUTRAL if tells_own and not about_us else label


def is_outburst(text: str, unhappy: float, *, was_unhappy: bool) -> bool:
    """Whether somebody is so angry that a person has to take over at once: a threat, or two signs of rage.

    The signs are a curse, hard words, shouting in capitals and rows of exclamation marks; to who was unhappy before
    (`was_unhappy`) one is enough. `unhappy` is how the message sounds, 0 to 1: without that no word counts.
    """
    if unhappy < _UNHAPPY_ENOUGH:
        return False
    words = [word for word in text.split() if any(letter.isalpha() for letter in word)]
    loud = sum(word.isupper() and len(word) > 1 for word in words)
    shouts = len(words) >= _SHOUTED_WORDS and loud >= _SHOUTED_SHARE * len(words)
    signs = sum(bool(sign.search(text)) for sign in (_CURSES, _HARD_WORDS, _CRIES)) + shouts
    return bool(_THREATS.search(text)) or signs >= (1 if was_unhappy else 2)


def next_mood(current: Mood, signal: MoodSignal, *, open_cases: int, was_open: bool) -> Mood:
    """The mood after one message; `was_open` says whether a case was solved since the customer turned unhappy."""
    if signal.label is Mood.UNHAPPY or any(intent in COMPLAINT_INTENTS for intent in signal.intents):
        return Mood.UNHAPPY
    if current is not Mood.UNHAPPY:
        return signal.label if signal.label is Mood.HAPPY else current
    return Mood.NEUTRAL if open_cases == 0 and good_sign(signal, was_open=was_open) else Mood.UNHAPPY


def good_sign(signal: MoodSignal, *, was_open: bool) -> bool:
    """Whether the message shows that all is well again; a wish to buy does so only once something was put right."""
    if signal.label is Mood.UNHAPPY:
        return False
    asked = set(signal.intents)
    if asked & SOLVED_INTENTS or (signal.label is Mood.HAPPY and asked & WARM_INTENTS):
        return True
    return was_open and bool(asked & WISH_INTENTS)
