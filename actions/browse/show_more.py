"""Shows further products of the same search."""

from actions.base import ShopAction
from actions.before import shown_before
from actions.looking import CARDS, look, read_wish
from actions.turn import Turn


class ActionShowMore(ShopAction):
    """The next three products for the need, or the honest word that those were all."""

    leaves_form = True

    def name(self) -> str:
        return "action_show_more"

    def act(self, turn: Turn) -> None:
        wish = read_wish(turn)
        seen = shown_before(turn)
        if not wish.need or not seen:
            turn.say("utter_what_need")
            return
        more = look(turn, wish, without=seen)[:CARDS]
        if not more:
            turn.say("utter_no_more")
            return
        turn.store.conversations.set_need(turn.id, wish.need)
        turn.show(more)
        turn.say("utter_more", products=more)
