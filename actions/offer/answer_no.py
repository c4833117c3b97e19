"""Takes a no in words."""

import re

from actions.advise.show_complements import show_complements
from actions.base import ShopAction
from actions.browse.find_products import find_and_tell
from actions.complain.open_case import tell_more_of_case
from actions.devices import is_asked_about, take_as_theirs
from actions.offering import decline
from actions.picking import took_only
from actions.proving import lacks_proof
from actions.putting import how_many, put_in_basket
from actions.turn import OFFER_ABOUT, Turn
from sales import mentions

_REFUSES = re.compile(
    r"\b(?:no|nah|nope|non|not|none|never|don'?t|dont|won'?t|without|skip|leave|forget|pass|enough|stop|later|rather)\b",
    re.I,
)
_TELLING = 2
_NO_SUCH = re.compile(r"\W*no\s[\w\s-]+\?\W*$", re.I)
_TAKES_THEN_NO = re.compile(
    r"^\W*(?:(?:ok(?:ay)?|yes|yeah|fine|great|sure|alright)\W+)*(?:i['’]?ll |i will |we['’]?ll )?(?:just )?"  # noqa: RUF001
    r"(?:add|take|buy|have|want)\s+(?:it|that|this|the one)\b.*"
    r"\b(?:no|nothing|don['’]?t)\b",  # noqa: RUF001
    re.I,
)


class ActionAnswerNo(ShopAction):
    """Declines what was asked or offered in one short line; nothing else changes (R26)."""

    def name(self) -> str:
        return "action_answer_no"

    def act(self, turn: Turn) -> None:
        if not _REFUSES.search(turn.text) and not turn.open_question and _asks_or_names(turn):
            # "Install it too?" and "instant camera" are short, but no refusals.
            show_complements(turn) if turn.text.rstrip().endswith("?") else find_and_tell(turn)
            return
        if lacks_proof(turn) or _takes_first(turn):
            return
        if _NO_SUCH.match(turn.text) and turn.values("product") and not turn.open_question:
            # "No charger?" asks for one.
            find_and_tell(turn)
            return
        if is_asked_about(turn):
            take_as_theirs(turn)
            return
        if took_only(turn) or (_tells_something(turn) and tell_more_of_case(turn)):
            return
        offer = turn.store.offers.waiting(turn.id)
        if turn.open_question and not turn.open_question.startswith("offer"):
            turn.say("utter_question_declined")
        elif offer is not None and decline(turn, offer, turn.text):
            turn.say("utter_offer_declined")
        else:
            turn.say("utter_no_to_what")


def _takes_first(turn: Turn) -> bool:
    """Whether "add it and no, nothing else" takes what is talked about, and closes with that: no offer follows."""
    focus = next(iter(turn.products([turn.conversation.focus])), None)
    if focus is None or not _TAKES_THEN_NO.search(turn.text):
        return False
    put_in_basket(turn, focus, how_many(turn, focus))
    turn.set(OFFER_ABOUT, None)
    return True


def _tells_something(turn: Turn) -> bool:
    """Whether more is said than no: "no, I haven't opened it yet" tells of the trouble."""
    return len([word for word in mentions.words(turn.text) if not _REFUSES.fullmatch(word)]) >= _TELLING


def _asks_or_names(turn: Turn) -> bool:
    return bool(turn.values("product")) or (turn.text.rstrip().endswith("?") and turn.conversation.focus is not None)
