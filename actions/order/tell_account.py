"""Says what can be done about a customer account from here, and what cannot."""

from actions.base import ShopAction
from actions.turn import Turn


class ActionTellAccount(ShopAction):
    """No account can be seen or opened from the chat; ordering needs none, and a colleague may help with the rest."""

    def name(self) -> str:
        return "action_tell_account"

    def act(self, turn: Turn) -> None:
        turn.say("utter_account")
        turn.ask("colleague")
