"""Answers what is written while a person is waited for."""

from actions.base import ShopAction
from actions.before import intent_before
from actions.calling import promise_call, say_with_wait
from actions.turn import Turn
from sales.conversation import Handoff, HandoffState

_PEACE_SECONDS = 180


class ActionKeepMessage(ShopAction):
    """Says once that it is kept, and the way back, then leaves who writes on in peace for a while.

    A contact left while nobody is here becomes a call back.
    """

    def name(self) -> str:
        return "action_keep_message"

    def act(self, turn: Turn) -> None:
        handoff = turn.store.handoffs.current(turn.id)
        if handoff is None or handoff.state is not HandoffState.WAITING:
            turn.say("utter_back_again")
            return
        contact = turn.value("phone") or turn.value("email")
        here = turn.store.handoffs.agents_online(turn.now) > 0
        if contact and not here:
            promise_call(turn, handoff, contact, "utter_call_promised")
        elif contact:
            self._note(turn, handoff, contact)
        elif _told_lately(turn):
            return
        elif here:
            say_with_wait(turn, "utter_queue_kept")
        else:
            turn.say("utter_queue_kept_nobody")

    def _note(self, turn: Turn, handoff: Handoff, contact: str) -> None:
        turn.store.handoffs.open(
            conversation_id=turn.id,
            reason=handoff.reason,
            topic=handoff.topic,
            need={"contact": contact},
            now=turn.now,
        )
        turn.say("utter_queue_contact", contact=contact)


def _told_lately(turn: Turn) -> bool:
    """Whether what was written right before was kept as well, and we spoke within the last minutes."""
    if intent_before(turn) != "write_in_queue":
        return False
    spoken = [event.get("timestamp") for event in turn.tracker.events if event.get("event") == "bot"]
    return not spoken or spoken[-1] is None or turn.now.timestamp() - float(spoken[-1]) < _PEACE_SECONDS
