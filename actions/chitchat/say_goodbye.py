"""Ends a talk."""

from actions.base import ShopAction
from actions.turn import Turn


class ActionSayGoodbye(ShopAction):
    """Says goodbye; who leaves with a full basket hears that it is kept, unless they are unhappy or have a case."""

    def name(self) -> str:
        return "action_say_goodbye"

    def act(self, turn: Turn) -> None:
        basket = turn.conversation.basket
        if not basket.lines or turn.offers_closed:
            turn.say("utter_goodbye")
            return
        turn.say("utter_goodbye_basket", total=turn.money(turn.store.catalogue.priced(basket).total))
