"""Passes a collected need on to a person."""

from actions.base import ShopAction
from actions.calling import call_person
from actions.projecting import FACTS, KEPT
from actions.turn import Turn


class ActionHandOverProject(ShopAction):
    """Repeats back what was collected and hands it over whole."""

    def name(self) -> str:
        return "action_hand_over_project"

    def act(self, turn: Turn) -> None:
        facts = turn.slot(FACTS) or {}
        need = {key: facts[key] for key in KEPT if facts.get(key)}
        # What stands in the words already is not repeated beside them.
        plan = "budget" in need and need.get("when", need["what"]) not in need["what"]
        call_person(
            turn,
            reason="a need too big for a chat",
            topic=facts.get("topic", "projects"),
            need=need,
            told="utter_project_summary" if plan else "utter_project_summary_open",
        )
        for slot in (FACTS, "project_plan", "project_contact"):
            turn.set(slot, None)
