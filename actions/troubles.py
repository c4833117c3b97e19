"""How plainly a message tells of trouble, and where in it: nothing is opened on a guess."""

import re

from actions.turn import Turn
from sales.customer import CaseKind, Mood
from sales.mood import POSSIBLE_COMPLAINT, is_complaint

TROUBLE = "trouble"
KINDS = {
    "complain": CaseKind.COMPLAINT,
    "report_defect": CaseKind.COMPLAINT,
    "report_wrong_item": CaseKind.COMPLAINT,
    "report_late_delivery": CaseKind.DELIVERY,
    "report_payment_problem": CaseKind.PAYMENT,
    "request_return": CaseKind.RETURN,
    "request_refund": CaseKind.REFUND,
}
UPSETTING = frozenset({CaseKind.COMPLAINT, CaseKind.DELIVERY, CaseKind.PAYMENT})
_ORDER = re.compile(r"\b(?:order|parcel|package|purchase)\b", re.I)
_ANOTHER, _CLOSE = 0.85, 3
_PARCEL = re.compile(
    r"\b(?:parcels?|packages?|deliver\w*|order\w*|ship\w*|arriv\w*|come|came|here|tracking|courier|driver|post)\b", re.I
)


def is_plain(turn: Turn, kind: CaseKind) -> bool:
    """Whether the trouble is told plainly enough to act on it: the customer is unhappy, or the reading is sure.

    A return is no complaint: there it is enough that something of theirs is named.
    """
    if turn.conversation.mood is Mood.UNHAPPY or turn.store.cases.open_for(turn.id):
        return True
    message = turn.tracker.latest_message
    confidence = turn.confidence
    unhappy = float((message.get("mood") or {}).get("unhappy") or 0.0)
    in_scope = float(message.get("in_scope", confidence))
    named = turn.values("product") or turn.value("order_number") or _ORDER.search(turn.text)
    if kind is CaseKind.RETURN and named and min(confidence, in_scope) >= POSSIBLE_COMPLAINT:
        return True
    return is_complaint(confidence, in_scope, unhappy)


def is_how_long(turn: Turn, kind: CaseKind) -> bool:
    """ "It's been three weeks", right after a trouble was told, names no parcel of its own."""
    return kind is CaseKind.DELIVERY and turn.open_question == "colleague" and not _PARCEL.search(turn.text)


def is_weak(turn: Turn) -> bool:
    """Whether words right after a trouble was told are hardly another one: "tried two cards" is no second payment."""
    return turn.open_question == "colleague" and turn.confidence < _ANOTHER


def marked(turn: Turn, words: str) -> tuple[int, int] | None:
    """Where in `words` the problem stands, with the product it is told of where the two stand close together."""
    entities = turn.tracker.latest_message.get("entities") or []
    found = [each for each in entities if "start" in each and words == turn.text]
    problem = next((each for each in found if each.get("entity") == "problem"), None)
    product = next((each for each in found if each.get("entity") == "product"), problem)
    if problem is None or product is None:
        return None
    first, second = sorted((product, problem), key=lambda each: int(each["start"]))
    if len(words[first["end"] : second["start"]].split()) > _CLOSE:
        product = problem
    return min(product["start"], problem["start"]), max(product["end"], problem["end"])
