"""Brings in a person, at once and anywhere."""

import re

from actions.base import ShopAction
from actions.calling import call_person, topic_of
from actions.turn import Turn

# Nothing beside it: whoever says more, and names a person, gets one.
_WANTS_NONE = re.compile(
    r"\W*(?:(?:no|nah|nope|please|pls|but|stop)\W+)*i\s+(?:really\s+)?(?:don['’]?t|do not)\s+(?:want|need|wanna)\s+"  # noqa: RUF001
    r"(?:(?:to\s+)?(?:talk|speak)\s+(?:to|with)\s+)?(?:an?|any|your|the)?\s*"
    r"(?:humans?|persons?|people|agents?|colleagues?|someone|somebody|anyone|representative)\W*",
    re.I,
)


class ActionCallHuman(ShopAction):
    """Opens the handoff with all that is known; a contact in the message goes along (R59)."""

    leaves_form = True

    def name(self) -> str:
        return "action_call_human"

    def act(self, turn: Turn) -> None:
        if _WANTS_NONE.fullmatch(turn.text):
            turn.say("utter_go_on")
            return
        contact = turn.value("phone") or turn.value("email") or ""
        need = {"contact": contact} if contact else {}
        call_person(turn, reason="the customer asked for a person", topic=topic_of(turn), need=need)
