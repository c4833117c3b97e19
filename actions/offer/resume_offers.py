"""Takes "no more suggestions" back, when the customer wants it."""

from actions.base import ShopAction
from actions.turn import Turn


class ActionResumeOffers(ShopAction):
    """Suggestions may be made again; nothing is offered at once."""

    def name(self) -> str:
        return "action_resume_offers"

    def act(self, turn: Turn) -> None:
        turn.store.conversations.set_opted_out(turn.id, False)
        turn.say("utter_offers_resumed")
