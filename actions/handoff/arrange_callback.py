"""Arranges that somebody calls back."""

from actions.base import ShopAction
from actions.calling import facts_at_hand, promise_call, topic_of
from actions.proving import TASK
from actions.turn import Turn


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
    """Put the callback with its contact into the queue; the customer's own time counts, else the shop's promise."""
    contact = turn.value("phone") or turn.value("email") or ""
    when = turn.value("date")
    handoff = turn.store.handoffs.open(
        conversation_id=turn.id,
        reason="the customer asked to be called back",
        topic=topic_of(turn),
        need={**facts_at_hand(turn), "contact": contact, **({"when": when} if when else {})},
        now=turn.now,
    )
    turn.set(TASK, None)
    promise_call(turn, handoff, contact, "utter_callback_kept" if when else "utter_call_promised")
