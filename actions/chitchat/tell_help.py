"""Says what it can do."""

from actions.base import ShopAction
from actions.turn import Turn


class ActionTellHelp(ShopAction):
    """What can be asked for; who has a case open hears what takes that further instead."""

    def name(self) -> str:
        return "action_tell_help"

    def act(self, turn: Turn) -> None:
        turn.say("utter_case_next_again" if turn.is_in_trouble else "utter_help")
        if turn.is_in_trouble:
            turn.ask("colleague")
