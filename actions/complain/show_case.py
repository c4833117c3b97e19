"""Tells how a case stands."""

from actions.base import ShopAction
from actions.calling import say_with_wait
from actions.proving import TASK
from actions.turn import Turn


class ActionShowCase(ShopAction):
    """The open case with its day and order; without one, what is needed to look."""

    def name(self) -> str:
        return "action_show_case"

    def act(self, turn: Turn) -> None:
        cases = turn.store.cases.open_for(turn.id)
        if cases:
            case = cases[-1]
            number = case.order_number
            say_with_wait(
                turn,
                "utter_case_open_order" if number else "utter_case_open",
                kind=case.kind.value,
                day=turn.day(case.opened_at),
                number=number or "",
            )
            turn.ask("colleague")
        elif turn.store.cases.solved_for(turn.id):
            turn.say("utter_case_settled")
        else:
            turn.set(TASK, "case")
            say_with_wait(turn, "utter_case_none")
            turn.ask("colleague")
