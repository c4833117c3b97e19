"""Brings in a person, at once and anywhere."""

from actions.base import ShopAction
from actions.calling import call_person, topic_of
from actions.turn import Turn


class ActionCallHuman(ShopAction):
    """Opens the handoff with all that is known; a contact in the message goes along (R59)."""

    leaves_form = True

    def name(self) -> str:
        return "action_call_human"

    def act(self, turn: Turn) -> None:
        contact = turn.value("phone") or turn.value("email") or ""
        need = {"contact": contact} if contact else {}
        call_person(turn, reason="the customer asked for a person", topic=topic_of(turn), need=need)
