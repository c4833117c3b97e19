"""Takes a correction of personal data."""

from actions.base import ShopAction
from actions.calling import facts_at_hand, topic_of
from actions.turn import Turn
from sales.conversation import HandoffState
from sales.wording import shortened


class ActionCorrectData(ShopAction):
    """Leaves the correction with a person, who checks who asks; the chat goes on."""

    def name(self) -> str:
        return "action_correct_data"

    def act(self, turn: Turn) -> None:
        need = {**facts_at_hand(turn), "correction": shortened(turn.text, 300)}
        handoff = turn.store.handoffs.open(
            conversation_id=turn.id, reason="personal data to correct", topic=topic_of(turn), need=need, now=turn.now
        )
        if handoff.state is HandoffState.WAITING:
            turn.store.handoffs.to_callback(handoff.id, turn.now)
        turn.say("utter_correction_kept", words=shortened(turn.text))
