"""Answers "too expensive"."""

import re

from actions.base import ShopAction
from actions.browse.find_cheaper import show_cheaper
from actions.elsewhere import tell_no_matching
from actions.offering import decline, offer_just_made
from actions.order.tell_delivery import ActionTellDelivery
from actions.turn import Turn

_DELIVERY = re.compile(r"\b(?:delivery|shipping|postage|freight)\b", re.I)


class ActionMeetPrice(ShopAction):
    """Right after an offer it is a no; otherwise the customer sees what costs less. No haggling, no rephrased offer."""

    def name(self) -> str:
        return "action_meet_price"

    def act(self, turn: Turn) -> None:
        offer = turn.store.offers.waiting(turn.id)
        if offer is not None and offer_just_made(turn, offer) and decline(turn, offer, turn.text):
            turn.say("utter_offer_declined")
            return
        if tell_no_matching(turn):
            return
        if _DELIVERY.search(turn.text):
            ActionTellDelivery().act(turn)
            return
        if not turn.shown and not turn.conversation.focus and not turn.values("product"):
            turn.say("utter_prices_as_they_are")
            return
        show_cheaper(turn)
