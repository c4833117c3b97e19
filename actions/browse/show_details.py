"""Tells more about one product."""

from actions.base import ShopAction
from actions.looking import CARDS, look, read_wish
from actions.mention import find_mention
from actions.turn import Turn
from sales.features import facts


class ActionShowDetails(ShopAction):
    """Description and facts of the product that is meant; several are shown to choose from."""

    def name(self) -> str:
        return "action_show_details"

    def act(self, turn: Turn) -> None:
        mention = find_mention(turn)
        if mention.products:
            product = mention.products[0]
            turn.focus(product)
            told = "; ".join(f"{fact.name} {fact.value}" for fact in facts(product))
            response = "utter_details" if told else "utter_details_short"
            turn.say(
                response,
                products=[product],
                name=product.name,
                description=product.description,
                facts=told,
                price=turn.price(product),
            )
            return
        self._search(turn, mention.said)

    def _search(self, turn: Turn, said: str) -> None:
        """The words name nothing exactly: what they come closest to is shown, or honestly nothing."""
        found = look(turn, read_wish(turn))[:CARDS] if said else []
        if found:
            turn.show(found)
            turn.say("utter_closest", products=found, said=said)
        elif said:
            turn.say("utter_not_in_shop", said=said)
        else:
            turn.say("utter_which_product")
