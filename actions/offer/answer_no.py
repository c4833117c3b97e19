"""Takes a no in words."""

from actions.base import ShopAction
from actions.offering import decline
from actions.turn import Turn


class ActionAnswerNo(ShopAction):
    """Declines what was asked or offered in one short line; nothing else changes (R26)."""

    def name(self) -> str:
        return "action_answer_no"

    def act(self, turn: Turn) -> None:
        offer = turn.store.offers.waiting(turn.id)
        if turn.open_question and not turn.open_question.startswith("offer"):
            turn.say("utter_question_declined")
        elif offer is not None and decline(turn, offer, turn.text):
            turn.say("utter_offer_declined")
        else:
            turn.say("utter_no_to_what")
