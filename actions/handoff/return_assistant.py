"""Takes the customer back from the queue."""

from actions.base import ShopAction
from actions.turn import Turn


class ActionReturnAssistant(ShopAction):
    """Cancels a handoff that nobody has taken yet; the assistant speaks again."""

    def name(self) -> str:
        return "action_return_assistant"

    def act(self, turn: Turn) -> None:
        turn.store.handoffs.cancel(turn.id, turn.now)
        turn.say("utter_back_again")
