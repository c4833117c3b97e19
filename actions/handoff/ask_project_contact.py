"""Asks where it is and how to reach the customer."""

from actions.base import ShopAction
from actions.projecting import FACTS
from actions.turn import Turn


class ActionAskProjectContact(ShopAction):
    """Asks for place and contact, only for what is not said yet."""

    def name(self) -> str:
        return "action_ask_project_contact"

    def act(self, turn: Turn) -> None:
        known = "place" in (turn.slot(FACTS) or {})
        turn.say("utter_ask_contact" if known else "utter_ask_place_and_contact")
