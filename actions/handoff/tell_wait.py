"""Tells how long a person takes."""

from actions.base import ShopAction
from actions.turn import Turn
from sales.wording import minutes


class ActionTellWait(ShopAction):
    """The real median wait while agents are here; else that nobody is, and what can be done."""

    def name(self) -> str:
        return "action_tell_wait"

    def act(self, turn: Turn) -> None:
        wait = turn.store.handoffs.typical_wait_seconds()
        if not turn.store.handoffs.agents_online(turn.now):
            turn.say("utter_wait_nobody")
        elif wait is None:
            turn.say("utter_wait_unknown")
        else:
            turn.say("utter_wait", minutes=minutes(wait))
        turn.ask("colleague")
