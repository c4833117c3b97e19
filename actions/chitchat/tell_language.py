"""Says which language it speaks."""

from actions.base import ShopAction
from actions.turn import Turn


class ActionTellLanguage(ShopAction):
    """Admits that it only reads English, in words that are easily understood, and offers a colleague."""

    def name(self) -> str:
        return "action_tell_language"

    def act(self, turn: Turn) -> None:
        turn.say("utter_language")
        turn.ask("colleague")
