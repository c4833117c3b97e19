"""Ends advertising."""

from actions.base import ShopAction
from actions.calling import facts_at_hand
from actions.turn import Turn


class ActionStopMarketing(ShopAction):
    """No suggestions here, no e-mails: for the customer where one is known; else it asks whose e-mails to stop."""

    def name(self) -> str:
        return "action_stop_marketing"

    def act(self, turn: Turn) -> None:
        turn.store.conversations.set_opted_out(turn.id, True)
        turn.consent("marketing", {}, "stop")
        if turn.conversation.customer_id is not None:
            turn.say("utter_marketing_stopped")
        elif email := turn.value("email"):
            self._pass_on(turn, email)
            turn.say("utter_marketing_passed_on", email=email)
        else:
            turn.say("utter_marketing_whose")

    def _pass_on(self, turn: Turn, email: str) -> None:
        """Whose address it is was not proven, so a person does it."""
        handoff = turn.store.handoffs.open(
            conversation_id=turn.id,
            reason="stop e-mails",
            topic="privacy",
            need={**facts_at_hand(turn), "contact": email},
            now=turn.now,
        )
        turn.store.handoffs.to_callback(handoff.id, turn.now)
