"""Asks once more before everything is erased."""

from actions.base import ShopAction
from actions.turn import Turn

TOLD = "known"
"""The question open after it was told what is known: a correction or "delete it" answers it."""


class ActionAskErasure(ShopAction):
    """Says what would go and what stays, and waits for the yes (R72)."""

    leaves_form = True

    def name(self) -> str:
        return "action_ask_erasure"

    def act(self, turn: Turn) -> None:
        proven = turn.conversation.customer_id is not None
        turn.say("utter_erase_person_sure" if proven else "utter_erase_chat_sure")
        turn.ask("erase")


def erase(turn: Turn) -> None:
    """Erase after the yes: the proven person everywhere, else this conversation; the chat sends the last words."""
    customer_id = turn.conversation.customer_id
    if customer_id is not None:
        turn.store.customers.erase(customer_id)
        turn.say("utter_erased_person")
    else:
        turn.store.conversations.erase(turn.id)
        turn.say("utter_erased_chat")
