"""Arranges that somebody calls back."""

from actions.base import ShopAction
from actions.calling import facts_at_hand, topic_of
from actions.proving import TASK
from actions.turn import Turn
from sales.conversation import HandoffState


class ActionArrangeCallback(ShopAction):
    """Queues the call with its number; asks for a number or e-mail where none is known. The chat goes on meanwhile."""

    leaves_form = True

    def name(self) -> str:
        return "action_arrange_callback"

    def act(self, turn: Turn) -> None:
        contact = turn.value("phone") or turn.value("email")
        if contact is None:
            turn.set(TASK, "callback")
            turn.say("utter_ask_callback_contact")
            return
        keep_contact(turn)


def keep_contact(turn: Turn) -> None:
    """Put the callback with its contact into the queue."""
    contact = turn.value("phone") or turn.value("email") or ""
    when = turn.value("date")
    need = {**facts_at_hand(turn), "contact": contact, **({"when": when} if when else {})}
    handoff = turn.store.handoffs.open(
        conversation_id=turn.id,
        reason="the customer asked to be called back",
        topic=topic_of(turn),
        need=need,
        now=turn.now,
    )
    if handoff.state is HandoffState.WAITING:
        turn.store.handoffs.to_callback(handoff.id, turn.now)
    turn.set(TASK, None)
    turn.say("utter_callback_kept", contact=contact)
