"""Asks for what a planner needs first."""

from actions.base import ShopAction
from actions.projecting import FACTS
from actions.turn import Turn


class ActionAskProjectPlan(ShopAction):
    """Asks when and for how much, only for what is not said yet."""

    def name(self) -> str:
        return "action_ask_project_plan"

    def act(self, turn: Turn) -> None:
        facts = turn.slot(FACTS) or {}
        if "when" in facts:
            turn.say("utter_ask_budget")
        elif "budget" in facts:
            turn.say("utter_ask_when")
        else:
            turn.say("utter_ask_when_and_budget")
