"""Takes a tapped yes to an offer."""

from actions.base import ShopAction
from actions.offering import accept
from actions.turn import Turn
from sales.errors import NotFoundError


class ActionAcceptOffer(ShopAction):
    """Puts the offer of the card into the basket; the consent names the tap."""

    def name(self) -> str:
        return "action_accept_offer"

    def act(self, turn: Turn) -> None:
        try:
            offer = turn.store.offers.get(turn.id, turn.value("offer_id") or "")
        except NotFoundError:
            turn.say("utter_yes_to_what")
            return
        accept(turn, offer, turn.words)
