"""Answers "too expensive"."""

import re

from actions.base import ShopAction
from actions.browse.find_cheaper import show_cheaper
from actions.mention import find_mention
from actions.offering import decline, offer_just_made
from actions.turn import Turn
from sales.naming import short_name

_ELSEWHERE = re.compile(r"\b(?:elsewhere|(?:an)?other (?:shop|store|site)|somewhere else|competitors?)\b", re.I)


class ActionMeetPrice(ShopAction):
    """Right after an offer it is a no; otherwise the customer sees what costs less. No haggling, no rephrased offer."""

    def name(self) -> str:
        return "action_meet_price"

    def act(self, turn: Turn) -> None:
        offer = turn.store.offers.waiting(turn.id)
        if offer is not None and offer_just_made(turn, offer) and decline(turn, offer, turn.text):
            turn.say("utter_offer_declined")
            return
        if _ELSEWHERE.search(turn.text) and (known := find_mention(turn).one) is not None:
            turn.focus(known)
            turn.say("utter_price_elsewhere", name=short_name(known), price=turn.price(known))
            return
        if not turn.shown and not turn.conversation.focus and not turn.values("product"):
            turn.say("utter_prices_as_they_are")
            return
        show_cheaper(turn)
