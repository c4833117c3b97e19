"""Answers what is written while a person is waited for."""

from actions.base import ShopAction
from actions.calling import promise_call, say_with_wait
from actions.turn import Turn
from sales.conversation import Handoff, HandoffState


class ActionKeepMessage(ShopAction):
    """Says that it is kept for the person, and the way back; a contact left while nobody is here becomes a call."""

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
        elif _wrote_before(turn):
            turn.say("utter_queue_kept_too")
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


def _wrote_before(turn: Turn) -> bool:
    """Whether the message right before was answered in the same way."""
    said = [event for event in turn.tracker.events if event.get("event") == "user"]
    names = [((event.get("parse_data") or {}).get("intent") or {}).get("name") for event in said]
    return len(names) > 1 and names[-2] == "write_in_queue"
