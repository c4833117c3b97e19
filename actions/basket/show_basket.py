"""Shows the basket."""

from actions.base import ShopAction
from actions.basket.remove_product import in_basket
from actions.browse.find_products import find_and_tell
from actions.misheard import is_not_of_the_basket
from actions.putting import basket_values
from actions.several import tell_total
from actions.turn import Turn


class ActionShowBasket(ShopAction):
    """What is in the basket, with the total."""

    def name(self) -> str:
        return "action_show_basket"

    def act(self, turn: Turn) -> None:
        products = in_basket(turn)
        if not products:
            if turn.value("price_max"):
                # "800 total" is a limit, and nothing is in there.
                find_and_tell(turn)
                return
            # "What does it come to", with nothing in the basket, is about what was shown.
            if not tell_total(turn) and not is_not_of_the_basket(turn):
                turn.say("utter_basket_empty")
            return
        turn.say("utter_basket", products=products, **basket_values(turn))
