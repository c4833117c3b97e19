"""One message, several requests: where a message may be cut, and when the cut is right.

A cut is right only when every piece is a clause of its own and the pieces are surely different requests;
"a case and a charger for my phone" stays whole, "is it waterproof and do you buy used cameras?" does not.
"""

import re
from collections.abc import Sequence
from typing import Any

MAX_PARTS = 4
SURE = 0.45
MIN_WORDS = 2

# Words that open an English clause of its own. An auxiliary counts only before its subject: in "light and have a
# long battery life" nobody new begins to speak.
_SUBJECT = (
    r"(?:i|i'm|im|i'd|i've|i'll|we|we're|we'd|you|u|ya|it|it's|its|they|he|she|there|this|that|these|those|the|a|an|my|our"
    r"|your|any|anyone|somebody|someone)"
)
_OPENER = (
    r"(?:(?:can|could|would|will|may|do|does|did|is|are|was|were|should|shall|isn't|don't|doesn't|can't)\s+"
    + _SUBJECT
    + r"|(?:have|has)\s+(?:you|they|it|we|i|my|your)|what|when|where|which|who|whose|why|how|what's"
    r"|where's|who's|please|pls|i|i'm|im|i'd|i've|i'll|we|you|it|it's|they|there|my|our|show|send|tell|give|add|put|remove|cancel|change|compare|find|get|let|order|return|call)"
)
_STARTS_CLAUSE = re.compile(rf"^(?:(?:and|n|also|plus|but|oh|so|then|btw|ok|okay|well)\b[\s,]*)*{_OPENER}\b", re.I)
_BOUNDARY = re.compile(
    r"(?<=[?!;])\s+(?=\S)"  # what follows a question, a call or a semicolon
    r"|(?:(?<=[a-z)]\.)|(?<=\d{3}\.))\s+(?=[a-z])"  # a full stop, not the one of "no. 5" or "the 3. of May"
    r"|\n+"
    r"|,?\s+(?:and|but|plus|n|&)\s+(?:also\s+|then\s+|by the way,?\s+)?(?=" + _OPENER + r"\b)"
    r"|,\s+(?:also|btw|by the way|oh and|another thing)[,:]?\s+(?=\S)"
    r"|,\s+(?=(?:(?:can|could|do|does|is|are|did|will)\s+" + _SUBJECT + r"|what|when|where|how|which)\b)",
    re.I,
)
_ASKING = re.compile(
    r"(?:can|could|do|does|is|are|will|would|what|when|where|how|which|who|why|please|show|send|tell|give|add|put|remove"
    r"|cancel|change|compare|find|order)\b",
    re.I,
)
# A politeness or a hello beside a request is no request of its own.
_SMALL_INTENTS = frozenset({"greet", "thank", "goodbye", "affirm", "deny", "compliment", "small_talk", "insult"})
# Two of these in a message tell of one trouble.
_TROUBLES = frozenset(
    {"complain", "report_defect", "report_late_delivery", "report_wrong_item", "report_payment_problem"}
)
# "I bought a kettle from you in May" only tells what the trouble behind it is about.
_BACKGROUND = re.compile(
    r"^\W*(?:(?:hi|hello|hey|so|well)\W+)*(?:i|we)(?:'ve| have)?\s+(?:just\s+|only\s+)?"
    r"(?:bought|ordered|purchased|got|received)\b",
    re.I,
)
_NO_REQUEST = frozenset({None, "out_of_scope", "give_details"})


def candidates(text: str) -> tuple[str, ...]:
    """The pieces `text` might be cut into, in order; the whole text alone when there is no place to cut."""
    pieces: list[str] = []
    for piece in filter(None, (cut.strip(" ,;\n") for cut in _BOUNDARY.split(text))):
        if pieces and (len(piece.split()) < MIN_WORDS or not _STARTS_CLAUSE.match(piece)):
            return (text,)
        pieces.append(piece)
    if len(pieces) < 2 or len(pieces) > MAX_PARTS or len(pieces[0].split()) < MIN_WORDS:
        return (text,)
    return tuple(pieces)


def belong_apart(readings: Sequence[dict[str, Any]], sure: float = SURE) -> bool:
    """Whether the readings of all pieces are sure, in scope or plainly a question, and all different requests."""
    names = [reading["intent"]["name"] for reading in readings]
    if len(set(names)) < len(names):
        return False
    troubles = sum(name in _TROUBLES for name in names)
    if any(name in _SMALL_INTENTS for name in names) or troubles > 1:
        return False
    if troubles and any(_BACKGROUND.match(reading["text"]) for reading in readings):
        return False
    known = [reading for reading in readings if _is_request(reading, sure)]
    rest = [reading for reading in readings if not _is_request(reading, sure)]
    return bool(known) and all(_asks(reading["text"]) for reading in rest)


def _is_request(reading: dict[str, Any], sure: float) -> bool:
    return reading["intent"]["name"] not in _NO_REQUEST and reading["intent"]["confidence"] >= sure


def _asks(text: str) -> bool:
    """Whether an unsure piece is plainly a question or an order, so that it deserves an honest answer of its own."""
    return text.rstrip().endswith("?") or bool(_ASKING.match(text))
