"""Greets once; later a hello only wants to know whether somebody is there."""

from actions.base import ShopAction
from actions.turn import Turn


class ActionGreet(ShopAction):
    """Says who it is at the start (R34), and that it is here when called again."""

    def name(self) -> str:
        return "action_greet"

    def act(self, turn: Turn) -> None:
        said = sum(event.get("event") == "user" for event in turn.tracker.events)
        if said <= 1:
            turn.say("utter_greet")
        elif turn.store.cases.open_for(turn.id):
            turn.say("utter_here_case")
        else:
            turn.say("utter_here")
