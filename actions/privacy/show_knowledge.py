"""Tells what is kept about the customer."""

from actions.base import ShopAction
from actions.privacy.ask_erasure import TOLD
from actions.putting import basket_values
from actions.situation import read_customer, read_tastes
from actions.turn import Turn
from sales.wording import listed


class ActionShowKnowledge(ShopAction):
    """A readable summary of the real data: of the person where proven, of this conversation always (R36)."""

    def name(self) -> str:
        return "action_show_knowledge"

    def act(self, turn: Turn) -> None:
        talk = turn.conversation
        customer = read_customer(turn)
        if customer is not None:
            turn.say(
                "utter_known_person",
                customer=customer.name or customer.id,
                email=customer.email,
                orders=customer.orders,
            )
        else:
            turn.say("utter_known_nobody")
        if talk.need:
            turn.say("utter_known_need", need=talk.need)
        self._tell_tastes(turn)
        if talk.basket.lines:
            turn.say("utter_known_basket", **basket_values(turn))
        cases = turn.store.cases.open_for(turn.id)
        if cases:
            turn.say("utter_known_cases", count=len(cases))
        turn.say("utter_known_stopped" if talk.opted_out else "utter_known_rights")
        turn.ask(TOLD)

    def _tell_tastes(self, turn: Turn) -> None:
        """What was stated, and apart from it what is only concluded (R16)."""
        tastes = read_tastes(turn)
        if stated := list(dict.fromkeys(taste.value for taste in tastes if taste.stated)):
            turn.say("utter_known_likes", likes=listed(stated))
        if guessed := [taste.value for taste in tastes if not taste.stated]:
            turn.say("utter_known_guess", likes=listed(guessed))
