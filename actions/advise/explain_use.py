"""Helps with setting a product up."""

from actions.base import ShopAction
from actions.mention import find_mention, is_a_kind
from actions.turn import Turn
from sales.features import find_feature
from sales.situation import Moment


class ActionExplainUse(ShopAction):
    """What the product's own text says about it; else the manual and a person, and what takes the work away (R31).

    Where a problem is told, only what solves that very problem (R32).
    """

    def name(self) -> str:
        return "action_explain_use"

    def act(self, turn: Turn) -> None:
        mention = find_mention(turn)
        product = next(iter(mention.products), None)
        if product is None or is_a_kind(turn, mention):
            turn.say("utter_how_to_which")
            return
        turn.focus(product)
        found = find_feature(product, turn.text)
        if isinstance(found, str):
            turn.say("utter_how_to_text", name=product.name, told=found)
        else:
            turn.say("utter_how_to_unknown", name=product.name)
            turn.ask("colleague")
        problem = " ".join(turn.values("problem"))
        turn.occasion((Moment.SUPPORT if problem else Moment.SETTING_UP).value, [product.sku], problem)
