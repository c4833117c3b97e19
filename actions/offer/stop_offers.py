"""Obeys "no more suggestions"."""

from actions.base import ShopAction
from actions.offering import decline
from actions.turn import Turn


class ActionStopOffers(ShopAction):
    """Keeps the wish for the customer, closes a waiting offer, and says how to take it back (R36)."""

    def name(self) -> str:
        return "action_stop_offers"

    def act(self, turn: Turn) -> None:
        offer_id = turn.value("offer_id")
        offer = turn.store.offers.get(turn.id, offer_id) if offer_id else turn.store.offers.waiting(turn.id)
        if offer is not None and offer.answer is None:
            decline(turn, offer, turn.words, answer="stop")
        turn.store.conversations.set_opted_out(turn.id, True)
        turn.say("utter_offers_stopped")
