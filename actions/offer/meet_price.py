"""Answers "too expensive"."""

from actions.base import ShopAction
from actions.browse.find_cheaper import show_cheaper
from actions.offering import decline, offer_just_made
from actions.turn import Turn


class ActionMeetPrice(ShopAction):
    """Right after an offer it is a no; otherwise the customer sees what costs less. No haggling, no rephrased offer."""

    def name(self) -> str:
        return "action_meet_price"

    def act(self, turn: Turn) -> None:
        offer = turn.store.offers.waiting(turn.id)
        if offer is not None and offer_just_made(turn, offer) and decline(turn, offer, turn.text):
            turn.say("utter_offer_declined")
            return
        if not turn.shown and not turn.conversation.focus and not turn.values("product"):
            turn.say("utter_prices_as_they_are")
            return
        show_cheaper(turn)
