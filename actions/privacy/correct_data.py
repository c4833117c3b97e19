"""Takes a correction of what is kept."""

from actions.base import ShopAction
from actions.calling import facts_at_hand, topic_of
from actions.privacy.ask_erasure import TOLD
from actions.turn import Turn
from sales.conversation import HandoffState
from sales.wording import shortened


class ActionCorrectData(ShopAction):
    """What was only noted in this chat is forgotten at once; personal data a person corrects, who checks who asks."""

    def name(self) -> str:
        return "action_correct_data"

    def act(self, turn: Turn) -> None:
        if turn.open_question == TOLD and not (turn.value("email") or turn.value("phone")):
            turn.store.conversations.set_need(turn.id, "")
            turn.store.preferences.forget(turn.id)
            turn.say("utter_need_forgotten")
            return
        need = {**facts_at_hand(turn), "correction": shortened(turn.text, 300)}
        handoff = turn.store.handoffs.open(
            conversation_id=turn.id, reason="personal data to correct", topic=topic_of(turn), need=need, now=turn.now
        )
        if handoff.state is HandoffState.WAITING:
            turn.store.handoffs.to_callback(handoff.id, turn.now)
        turn.say("utter_correction_kept", words=shortened(turn.text))
