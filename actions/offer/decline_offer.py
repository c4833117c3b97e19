"""Takes a tapped no to an offer."""

from actions.base import ShopAction
from actions.offering import decline
from actions.turn import Turn
from sales.errors import NotFoundError


class ActionDeclineOffer(ShopAction):
    """Records the no in one short line; the purchase stays as it is."""

    def name(self) -> str:
        return "action_decline_offer"

    def act(self, turn: Turn) -> None:
        try:
            offer = turn.store.offers.get(turn.id, turn.value("offer_id") or "")
        except NotFoundError:
            turn.say("utter_no_to_what")
            return
        declined = decline(turn, offer, turn.words)
        turn.say("utter_offer_declined" if declined else "utter_offer_answered_before")
