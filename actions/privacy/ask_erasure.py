"""Asks once more before everything is erased."""

from actions.base import ShopAction
from actions.turn import Turn


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
    """After the yes: record it and hand the erasing itself to the chat, which ends this conversation everywhere."""
    proven = turn.conversation.customer_id is not None
    turn.consent("erase", {"scope": "customer" if proven else "conversation"}, "accept")
    turn.say_to_chat(
        "utter_erased_person" if proven else "utter_erased_chat", erase="customer" if proven else "conversation"
    )
